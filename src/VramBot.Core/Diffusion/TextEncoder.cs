namespace VramBot.Core.Diffusion;

/// <summary>A network that turns the prompt into vectors.</summary>
/// <param name="Name">What it is called: <c>CLIP-L</c>.</param>
public abstract record TextEncoder(string Name) : NeuralPart
{
    /// <summary>The width of its layers.</summary>
    public required int Hidden { get; init; }

    /// <summary>The width inside its feed-forward blocks.</summary>
    public required int Inner { get; init; }

    /// <summary>How many layers.</summary>
    public required int Layers { get; init; }

    /// <summary>Tokens that it knows.</summary>
    public required int Vocabulary { get; init; }

    /// <summary>Tokens that a prompt is filled up to.</summary>
    public required int Tokens { get; init; }

    /// <summary>Whether it is one of billions of weights, which is worth packing by itself: T5.</summary>
    public abstract bool IsLarge { get; }
}
