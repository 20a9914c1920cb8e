using System.Buffers.Binary;
using System.Text;

namespace VramBot.Hub.Tests.Safetensors;

/// <summary>Writes headers of safetensors files as the format's own library does: offsets one after another, padded with spaces to eight bytes.</summary>
internal sealed class SafetensorsFile
{
    private readonly StringBuilder json = new("{\"__metadata__\":{\"format\":\"pt\"}");
    private long end;

    /// <summary>Bytes of all tensors so far.</summary>
    public long DataLength => end;

    /// <summary>Adds a tensor.</summary>
    public SafetensorsFile Add(string name, string type, params ReadOnlySpan<long> shape)
    {
        var elements = 1L;
        foreach (var length in shape)
            elements *= length;
        var size = type switch { "F32" or "I32" => 4 * elements, "F8_E4M3" or "U8" or "I8" => elements, "F4" => elements / 2, "F64" or "I64" => 8 * elements, _ => 2 * elements };
        json.Append(",\"").Append(name).Append("\":{\"dtype\":\"").Append(type).Append("\",\"shape\":[").AppendJoin(',', shape.ToArray())
            .Append("],\"data_offsets\":[").Append(end).Append(',').Append(end + size).Append("]}");
        end += size;
        return this;
    }

    /// <summary>The JSON alone.</summary>
    public byte[] Json()
    {
        var text = json + "}";
        return Encoding.UTF8.GetBytes(text.PadRight((text.Length + 7) / 8 * 8));
    }

    /// <summary>The length and the JSON: what stands before the tensors.</summary>
    public byte[] Header()
    {
        var text = Json();
        var header = new byte[8 + text.Length];
        BinaryPrimitives.WriteInt64LittleEndian(header, text.Length);
        text.CopyTo(header, 8);
        return header;
    }
}
