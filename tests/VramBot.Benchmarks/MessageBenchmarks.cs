using System.Text.Json;
using BenchmarkDotNet.Attributes;
using VramBot.Commands;
using VramBot.Discord;
using VramBot.Discord.Interactions;
using VramBot.Discord.Rendering;
using VramBot.Testing;

namespace VramBot.Benchmarks;

/// <summary>What an answer costs on top of its arithmetic to become a message: its text, its menus and buttons, the bytes that are sent.</summary>
[MemoryDiagnoser]
public class MessageBenchmarks
{
    private readonly MessageRenderer renderer = new(new(new(new(ShippedCatalogs.Catalog))));
    private Answer answer = null!;

    [Params("/vram model:mixtral-8x7b precision:int4 ctx:4096", "/vram model:llama-3.3-70b gpu:rtx-4090", "/vram-fit gpu:rtx-4090")]
    public string Line { get; set; } = string.Empty;

    [GlobalSetup]
    public void Setup() => answer = new CommandDesk(ShippedCatalogs.Catalog).Ask(Line);

    [Benchmark]
    public byte[] DiscordMessage() =>
        JsonSerializer.SerializeToUtf8Bytes(new(CallbackType.Message, renderer.Render(answer, Line, isPrivate: false)), DiscordJson.Writing.MessageCallback);
}
