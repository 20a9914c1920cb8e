using System.Text;
using VramBot.Hub.Checkpoints;
using VramBot.Hub.Safetensors;

namespace VramBot.Hub.Tests.Safetensors;

public sealed class SafetensorsReaderTests
{
    [Theory]
    [InlineData("BF16", 2)]
    [InlineData("F16", 2)]
    [InlineData("F32", 4)]
    [InlineData("F64", 8)]
    [InlineData("F8_E4M3", 1)]
    [InlineData("I32", 4)]
    [InlineData("U8", 1)]
    public void A_tensor_takes_its_elements_times_the_bytes_of_its_type(string type, long bytes)
    {
        var file = new SafetensorsFile().Add("a.weight", type, 3, 5, 7);
        var header = SafetensorsReader.Read(file.Json(), 8 + file.Json().Length + file.DataLength);
        var tensor = Assert.Single(header.Tensors);
        Assert.Equal(("a.weight", type, 105 * bytes), (tensor.Name, tensor.Type.Name, tensor.Size));
        Assert.Equal([3, 5, 7], tensor.Shape.ToArray());
        Assert.Equal(105 * bytes, header.DataLength);
        Assert.Equal("pt", header.Metadata["format"]);
    }

    [Fact]
    public void Two_elements_of_four_bits_share_a_byte() =>
        Assert.Equal(6, SafetensorsReader.Read("""{"a":{"dtype":"F4","shape":[3,4],"data_offsets":[0,6]}}"""u8.ToArray(), null).DataLength);

    [Fact]
    public void Tensors_need_not_stand_in_the_order_of_their_bytes()
    {
        const string Json = """{"b":{"dtype":"U8","shape":[4],"data_offsets":[4,8]},"a":{"dtype":"F32","shape":[],"data_offsets":[0,4]},"c":{"dtype":"F32","shape":[0,9],"data_offsets":[4,4]}}""";
        var header = SafetensorsReader.Read(Encoding.UTF8.GetBytes(Json), null);
        Assert.Equal(["b", "a", "c"], header.Tensors.Select(tensor => tensor.Name));
        Assert.Equal(8, header.DataLength);
    }

    [Theory]
    [InlineData("[]")]
    [InlineData("{")]
    [InlineData("{}{}")]
    [InlineData("""{"a":[]}""")]
    [InlineData("""{"a":{"dtype":"U8","shape":[4]}}""")]
    [InlineData("""{"a":{"dtype":"U8","shape":[4],"data_offsets":[0,4],"more":1}}""")]
    [InlineData("""{"a":{"dtype":"U9","shape":[4],"data_offsets":[0,4]}}""")]
    [InlineData("""{"a":{"dtype":"U8","shape":[-4],"data_offsets":[0,4]}}""")]
    [InlineData("""{"a":{"dtype":"U8","shape":[4.5],"data_offsets":[0,4]}}""")]
    [InlineData("""{"a":{"dtype":"U8","shape":[4],"data_offsets":[4,0]}}""")]
    [InlineData("""{"a":{"dtype":"U8","shape":[4],"data_offsets":[0,4,8]}}""")]
    [InlineData("""{"a":{"dtype":"U8","shape":[5],"data_offsets":[0,4]}}""")]
    [InlineData("""{"a":{"dtype":"F4","shape":[3],"data_offsets":[0,1]}}""")]
    [InlineData("""{"a":{"dtype":"F32","shape":[4611686018427387904,4],"data_offsets":[0,0]}}""")]
    [InlineData("""{"a":{"dtype":"F32","shape":[9223372036854775807],"data_offsets":[0,9223372036854775807]}}""")]
    [InlineData("""{"a":{"dtype":"F32","shape":[99999999999999999999],"data_offsets":[0,4]}}""")]
    [InlineData("""{"a":{"dtype":"U8","shape":[4],"data_offsets":[1,5]}}""")]
    [InlineData("""{"a":{"dtype":"U8","shape":[4],"data_offsets":[0,4]},"b":{"dtype":"U8","shape":[4],"data_offsets":[2,6]}}""")]
    [InlineData("""{"a":{"dtype":"U8","shape":[4],"data_offsets":[0,4]},"b":{"dtype":"U8","shape":[4],"data_offsets":[5,9]}}""")]
    [InlineData("""{"a":{"dtype":"U8","shape":[1,1,1,1,1,1,1,1,4],"data_offsets":[0,4]}}""")]
    [InlineData("""{"a":{"dtype":"U8","shape":[[[[[[[[4]]]]]]]],"data_offsets":[0,4]}}""")]
    [InlineData("""{"__metadata__":{"a":1}}""")]
    [InlineData("""{"\ud800":{"dtype":"U8","shape":[4],"data_offsets":[0,4]}}""")]
    public void A_header_that_contradicts_itself_is_refused(string json) => Assert.Throws<HeaderException>(() => SafetensorsReader.Read(Encoding.UTF8.GetBytes(json), null));

    [Fact]
    public void Tensors_fill_the_file()
    {
        var file = new SafetensorsFile().Add("a", "F32", 10);
        var length = 8 + file.Json().Length + 40;
        Assert.Equal(40, SafetensorsReader.Read(file.Json(), length).DataLength);
        Assert.Throws<HeaderException>(() => SafetensorsReader.Read(file.Json(), length - 1));
        Assert.Throws<HeaderException>(() => SafetensorsReader.Read(file.Json(), length + 1));
    }

    [Theory]
    [InlineData(0)]
    [InlineData(1)]
    [InlineData(SafetensorsReader.LongestHeader + 1L)]
    [InlineData(-1)]
    public void A_length_that_cannot_be_is_refused(long length) => Assert.Throws<HeaderException>(() => SafetensorsReader.LengthOf(BitConverter.GetBytes(length)));

    [Fact]
    public void The_header_of_18672_tensors_takes_less_than_eight_mebibytes()
    {
        var json = LargeHeaders.Experts().Json();
        SafetensorsReader.Read(json, null);
        var before = GC.GetAllocatedBytesForCurrentThread();
        var header = SafetensorsReader.Read(json, null);
        var allocated = GC.GetAllocatedBytesForCurrentThread() - before;
        Assert.Equal(18_672, header.Tensors.Length);
        Assert.True(allocated < 8 << 20, $"{allocated} bytes");
    }

    [Theory]
    [InlineData("""{"metadata":{"total_size":12},"weight_map":{"a":"x-00001-of-00002.safetensors","b":"x-00002-of-00002.safetensors","c":"x-00001-of-00002.safetensors"}}""", 2)]
    [InlineData("""{"weight_map":{"a":"model.safetensors"},"other":[1,{"deep":[2]}]}""", 1)]
    public void An_index_names_each_file_once(string json, int files) => Assert.Equal(files, ShardIndex.Read(Encoding.UTF8.GetBytes(json)).Files.Length);

    [Theory]
    [InlineData("""{}""")]
    [InlineData("""[]""")]
    [InlineData("""{"weight_map":{}}""")]
    [InlineData("""{"weight_map":[]}""")]
    [InlineData("""{"weight_map":{"a":1}}""")]
    [InlineData("""{"weight_map":{"a":"../secret.safetensors"}}""")]
    [InlineData("""{"weight_map":{"a":"/etc/passwd"}}""")]
    [InlineData("""{"weight_map":{"a":"https://elsewhere/x.safetensors"}}""")]
    [InlineData("""{"weight_map":{"a":"model.bin"}}""")]
    public void An_index_that_names_no_files_of_the_repository_is_refused(string json) => Assert.Throws<HeaderException>(() => ShardIndex.Read(Encoding.UTF8.GetBytes(json)));
}
