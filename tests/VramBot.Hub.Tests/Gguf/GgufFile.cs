using System.Text;
using VramBot.Core.Formats;

namespace VramBot.Hub.Tests.Gguf;

/// <summary>Writes headers of GGUF files, version 3 unless another is wanted.</summary>
internal sealed class GgufFile(uint version = 3)
{
    private static readonly Dictionary<GgmlType, uint> Numbers = new()
    {
        [GgmlType.F32] = 0,
        [GgmlType.F16] = 1,
        [GgmlType.Q4_0] = 2,
        [GgmlType.Q4_1] = 3,
        [GgmlType.Q5_0] = 6,
        [GgmlType.Q5_1] = 7,
        [GgmlType.Q8_0] = 8,
        [GgmlType.Q2_K] = 10,
        [GgmlType.Q3_K] = 11,
        [GgmlType.Q4_K] = 12,
        [GgmlType.Q5_K] = 13,
        [GgmlType.Q6_K] = 14,
        [GgmlType.IQ4_NL] = 20,
        [GgmlType.IQ4_XS] = 23,
        [GgmlType.BF16] = 30,
        [GgmlType.MXFP4] = 39,
    };

    private readonly List<byte> values = [];
    private readonly List<byte> tensors = [];
    private readonly HashSet<string> names = new(StringComparer.Ordinal);
    private int keys;
    private long count;
    private long end;

    public int Alignment { get; set; } = 32;

    /// <summary>Bytes of all tensors, padded.</summary>
    public long DataLength => end;

    public GgufFile Add(string key, string text) => Key(key, 8, writer => Text(writer, text));

    public GgufFile Add(string key, uint number) => Key(key, 4, writer => writer.Write(number));

    public GgufFile Add(string key, float number) => Key(key, 6, writer => writer.Write(number));

    public GgufFile Add(string key, bool truth) => Key(key, 7, writer => writer.Write(truth));

    public GgufFile Add(string key, params ReadOnlySpan<int> numbers)
    {
        var kept = numbers.ToArray();
        return Key(key, 9, writer =>
        {
            writer.Write(5);
            writer.Write((ulong)kept.Length);
            foreach (var number in kept)
                writer.Write(number);
        });
    }

    public GgufFile Add(string key, params ReadOnlySpan<bool> marks)
    {
        var kept = marks.ToArray();
        return Key(key, 9, writer =>
        {
            writer.Write(7);
            writer.Write((ulong)kept.Length);
            foreach (var mark in kept)
                writer.Write(mark);
        });
    }

    /// <summary>Whether a tensor was added.</summary>
    public bool Has(string tensor) => names.Contains(tensor);

    /// <summary>A vocabulary with its scores and kinds, as tokenizers leave it in the file.</summary>
    public GgufFile AddVocabulary(int words)
    {
        Key("tokenizer.ggml.tokens", 9, writer =>
        {
            writer.Write(8);
            writer.Write((ulong)words);
            for (var word = 0; word < words; word++)
                Text(writer, $"word{word}");
        });
        Key("tokenizer.ggml.scores", 9, writer =>
        {
            writer.Write(6);
            writer.Write((ulong)words);
            for (var word = 0; word < words; word++)
                writer.Write((float)-word);
        });
        return Key("tokenizer.ggml.token_type", 9, writer =>
        {
            writer.Write(5);
            writer.Write((ulong)words);
            for (var word = 0; word < words; word++)
                writer.Write(1);
        });
    }

    /// <summary>A tensor; its shape with the rows first, as PyTorch has it.</summary>
    public GgufFile Tensor(string name, GgmlType type, params ReadOnlySpan<long> shape) => Tensor(name, Numbers[type], type.Layout().SizeOf, shape);

    public GgufFile Tensor(string name, uint type, Func<long, Core.Units.Bytes> sizeOf, params ReadOnlySpan<long> shape)
    {
        using var info = new MemoryStream();
        var writer = new BinaryWriter(info);
        names.Add(name);
        Text(writer, name);
        writer.Write((uint)shape.Length);
        var elements = 1L;
        for (var index = shape.Length - 1; index >= 0; index--)
        {
            writer.Write((ulong)shape[index]);
            elements *= shape[index];
        }

        writer.Write(type);
        writer.Write((ulong)end);
        tensors.AddRange(info.ToArray());
        end = Padded(end + sizeOf(elements).Count);
        count++;
        return this;
    }

    /// <summary>The header, padded to where the tensors begin.</summary>
    public byte[] Header()
    {
        using var header = new MemoryStream();
        var writer = new BinaryWriter(header);
        writer.Write("GGUF"u8);
        writer.Write(version);
        writer.Write((ulong)count);
        writer.Write((ulong)keys);
        writer.Write([.. values, .. tensors]);
        header.SetLength(Padded(header.Length));
        return header.ToArray();
    }

    private GgufFile Key(string key, uint type, Action<BinaryWriter> value)
    {
        using var written = new MemoryStream();
        var writer = new BinaryWriter(written);
        Text(writer, key);
        writer.Write(type);
        value(writer);
        values.AddRange(written.ToArray());
        keys++;
        return this;
    }

    private long Padded(long size) => (size + Alignment - 1) / Alignment * Alignment;

    private static void Text(BinaryWriter writer, string text)
    {
        var bytes = Encoding.UTF8.GetBytes(text);
        writer.Write((ulong)bytes.Length);
        writer.Write(bytes);
    }
}
