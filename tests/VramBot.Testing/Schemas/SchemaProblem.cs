namespace VramBot.Testing.Schemas;

/// <summary>What is wrong in a body.</summary>
/// <param name="Path">Where, as <c>$.data.embeds[0].title</c>.</param>
/// <param name="Text">What.</param>
public sealed record SchemaProblem(string Path, string Text)
{
    public override string ToString() => $"{Path}: {Text}";
}
