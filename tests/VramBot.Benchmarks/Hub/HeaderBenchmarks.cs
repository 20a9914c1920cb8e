using System.Buffers.Binary;
using System.Globalization;
using System.Text;
using BenchmarkDotNet.Attributes;
using VramBot.Hub.Gguf;
using VramBot.Hub.Safetensors;

namespace VramBot.Benchmarks.Hub;

/// <summary>Headers with the counts of real files: 18,672 tensors of a mixture of experts, and a vocabulary of 262,144 words.</summary>
[MemoryDiagnoser]
public class HeaderBenchmarks
{
    private const int Words = 262_144;

    private readonly byte[] safetensors = Experts();
    private readonly byte[] gguf = Vocabulary();

    [Benchmark]
    public int Safetensors() => SafetensorsReader.Read(safetensors, null).Tensors.Length;

    [Benchmark]
    public long Gguf() => GgufReader.Read(gguf, null)!.DataLength;

    private static byte[] Experts()
    {
        var json = new StringBuilder("{\"__metadata__\":{\"format\":\"pt\"}");
        var end = 0L;
        for (var layer = 0; layer < 48; layer++)
        {
            for (var expert = 0; expert < 128; expert++)
                foreach (var projection in new[] { "gate_proj", "up_proj", "down_proj" })
                    Add($"model.layers.{layer}.mlp.experts.{expert}.{projection}.weight", 768, 2048);
            foreach (var projection in new[] { "q_proj", "k_proj", "v_proj", "o_proj", "gate" })
                Add($"model.layers.{layer}.self_attn.{projection}.weight", 512, 2048);
        }

        return Encoding.UTF8.GetBytes(json.Append('}').ToString());

        void Add(string name, long rows, long columns)
        {
            var size = 2 * rows * columns;
            json.Append(CultureInfo.InvariantCulture, $",\"{name}\":{{\"dtype\":\"BF16\",\"shape\":[{rows},{columns}],\"data_offsets\":[{end},{end += size}]}}");
        }
    }

    private static byte[] Vocabulary()
    {
        using var header = new MemoryStream();
        var writer = new BinaryWriter(header);
        writer.Write("GGUF"u8);
        writer.Write(3u);
        writer.Write(1UL);
        writer.Write(2UL);
        Text(writer, "general.architecture");
        writer.Write(8u);
        Text(writer, "gemma3");
        Text(writer, "tokenizer.ggml.tokens");
        writer.Write(9u);
        writer.Write(8u);
        writer.Write((ulong)Words);
        for (var word = 0; word < Words; word++)
            Text(writer, $"word{word}");
        Text(writer, "token_embd.weight");
        writer.Write(2u);
        writer.Write(2560UL);
        writer.Write((ulong)Words);
        writer.Write(1u);
        writer.Write(0UL);
        return header.ToArray();
    }

    private static void Text(BinaryWriter writer, string text)
    {
        Span<byte> length = stackalloc byte[sizeof(ulong)];
        BinaryPrimitives.WriteUInt64LittleEndian(length, (ulong)text.Length);
        writer.Write(length);
        writer.Write(Encoding.ASCII.GetBytes(text));
    }
}
