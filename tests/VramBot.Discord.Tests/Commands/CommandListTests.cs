using System.Text.Json;
using System.Text.Json.Nodes;
using VramBot.Commands.Grammar;
using VramBot.Discord.Commands;
using VramBot.Discord.Tests.OpenApi;
using VramBot.Testing;

namespace VramBot.Discord.Tests.Commands;

public sealed class CommandListTests
{
    private static readonly Dictionary<string, string> NoQuery = [];

    [Fact]
    public void Every_command_that_is_built_is_there() =>
        Assert.Equal(CommandBook.All.Where(command => command.IsBuilt).Select(command => command.Name), CommandList.Of([0, 1]).Select(command => command.Name));

    /// <summary>Each option of the one description is there, or named in the text option.</summary>
    [Fact]
    public void Every_option_can_be_said() => Assert.All(CommandList.Of([0, 1]), command =>
    {
        var described = CommandBook.All.First(known => known.Name == command.Name).Options.Where(option => option is { IsBuilt: true, IsKnownByPlatform: false }).Select(option => option.Name);
        var more = command.Options?.FirstOrDefault(option => option.Name == CommandList.More)?.Description ?? string.Empty;
        Assert.All(described, name => Assert.True(command.Options?.Any(option => option.Name == name) == true || more.Contains($"{name}:", StringComparison.Ordinal), $"{command.Name} {name}"));
    });

    [Theory]
    [InlineData("/applications/1/commands", true)]
    [InlineData("/applications/1/guilds/2/commands", false)]
    public void Discord_takes_the_list(string path, bool isGlobal)
    {
        var body = JsonSerializer.SerializeToElement([.. CommandList.Of(isGlobal ? [0, 1] : [])], DiscordJson.Writing.ApplicationCommandArray);
        Assert.Empty(DiscordDescription.Shipped.ProblemsOf("PUT", path, NoQuery, body, []));
    }

    [Fact]
    public void Names_are_unique_in_every_language() => Assert.All(CommandList.Of([0, 1]), command =>
    {
        var options = command.Options ?? [];
        foreach (var locale in options.SelectMany(option => option.NameLocalizations!.Keys).Distinct())
        {
            var names = options.Select(option => option.NameLocalizations![locale]).ToList();
            Assert.Equal(names.Count, names.Distinct().Count());
            Assert.All(options, option => Assert.DoesNotContain(options, other => other != option && other.Name == option.NameLocalizations![locale]));
        }
    });

    [Fact]
    public void People_may_use_it_anywhere_where_the_application_allows_it()
    {
        Assert.All(CommandList.Of([0, 1]), command => Assert.Equal([0, 1, 2], command.Contexts!.Value));
        Assert.All(CommandList.Of([0]), command => Assert.Equal([0, 1], command.Contexts!.Value));
        Assert.All(CommandList.Of([]), command => Assert.Null(command.Contexts));
    }

    [Fact]
    public void The_list_reads_as_approved() => Assert.Equal(string.Empty, Approval.Difference("commands", string.Join('\n', CommandList.Of([0, 1]).Select(command =>
        $"/{command.Name}: {command.Description} | {command.DescriptionLocalizations!["pt-BR"]}\n{string.Concat((command.Options ?? []).Select(option => $"  {option.Name} ({option.NameLocalizations!["pt-BR"]}){(option.Required == true ? " required" : string.Empty)}{(option.Autocomplete == true ? " completed" : string.Empty)}{(option.Choices is { } choices ? $" {string.Join('|', choices.Select(choice => choice.Value))}" : string.Empty)}: {option.Description} | {option.DescriptionLocalizations!["pt-BR"]}\n"))}"))));

    [Fact]
    public void What_Discord_adds_is_no_difference() => Assert.True(RegisteredCommands.AreSame(AsDiscordKeepsIt(), CommandList.Of([0, 1])));

    [Fact]
    public void The_order_is_no_difference() => Assert.True(RegisteredCommands.AreSame(AsDiscordKeepsIt(list => [.. list.Reverse().Select(command => command!.DeepClone())]), CommandList.Of([0, 1])));

    public static TheoryData<string, Func<JsonArray, JsonArray>> Changes() => new()
    {
        { "a command is missing", list => [.. list.Skip(1).Select(command => command!.DeepClone())] },
        { "another is there", list => [.. list.Select(command => command!.DeepClone()), new JsonObject { ["name"] = "ping", ["description"] = "pong", ["type"] = 1 }] },
        { "a description changed", list => With(list, command => command["description"] = "another") },
        { "a translation changed", list => With(list, command => command["description_localizations"]!["pt-BR"] = "outra") },
        { "an option is no longer completed", list => With(list, command => command["options"]![0]!["autocomplete"] = false) },
        { "an option is no longer required", list => With(list, command => command["options"]![0]!["required"] = false) },
        { "an option is missing", list => With(list, command => command["options"]!.AsArray().RemoveAt(2)) },
        { "people cannot install it", list => With(list, command => command["integration_types"] = new JsonArray(0)) },
    };

    [Theory]
    [MemberData(nameof(Changes))]
    public void A_change_is_a_difference(string what, Func<JsonArray, JsonArray> change) => Assert.False(RegisteredCommands.AreSame(AsDiscordKeepsIt(change), CommandList.Of([0, 1])), what);

    private static JsonArray With(JsonArray list, Action<JsonNode> change)
    {
        var copy = list.DeepClone().AsArray();
        change(copy[0]!);
        return copy;
    }

    /// <summary>Discord fills in what is left at its default, and adds ids.</summary>
    private static JsonElement AsDiscordKeepsIt(Func<JsonArray, JsonArray>? change = null)
    {
        var list = JsonSerializer.SerializeToNode([.. CommandList.Of([0, 1])], DiscordJson.Writing.ApplicationCommandArray)!.AsArray();
        foreach (var (place, command) in list.Index())
        {
            command!["id"] = $"12000000000000000{place}";
            command["application_id"] = "1";
            command["version"] = "1200000000000000001";
            command["default_member_permissions"] = null;
            command["nsfw"] = false;
            command["dm_permission"] = true;
            command["integration_types"] = new JsonArray(1, 0);
            foreach (var option in command["options"]?.AsArray() ?? [])
                option!["required"] ??= false;
        }

        return JsonSerializer.SerializeToElement(change?.Invoke(list) ?? list);
    }
}
