using System.Text;

namespace VramBot.Hub.Checkpoints;

/// <summary>A tensor as a file's header lists it.</summary>
/// <param name="Utf8Name">Its name, as it stands in the header.</param>
/// <param name="Type">How its elements are stored.</param>
/// <param name="Shape">Its dimensions, the longest stride first (as PyTorch prints them); none for a scalar.</param>
/// <param name="Size">Its bytes.</param>
public readonly record struct StoredTensor(ReadOnlyMemory<byte> Utf8Name, TensorType Type, ReadOnlyMemory<long> Shape, long Size)
{
    /// <summary>Its name as text.</summary>
    public string Name => Encoding.UTF8.GetString(Utf8Name.Span);

    /// <summary>Its elements: the product of its dimensions.</summary>
    public long Elements
    {
        get
        {
            var product = 1L;
            foreach (var length in Shape.Span)
                product *= length;
            return product;
        }
    }
}
