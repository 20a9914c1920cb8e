using System.Collections.Immutable;
using VramBot.Core;
using VramBot.Hub.Transport;
using static VramBot.Core.Languages.Translation;

namespace VramBot.Hub;

/// <summary>Why a model could not be read, said so that people can do something about it. Each begins with <c>hub.</c>.</summary>
internal static class HubProblems
{
    private const string AnySize = "/vram model:7b";

    /// <summary>Reading is switched off.</summary>
    public static Problem Off(HubId id) => new("hub.off", id.ToString(), Tr("Reading models' own files is switched off here. Name a model of the catalog, or only its size."), AnySize);

    /// <summary>Somebody asks too often.</summary>
    public static Problem TooOften(HubId id, TimeSpan wait) =>
        new("hub.limit", id.ToString(), Tr($"You have had many models read just now: try again in {Seconds(wait)} seconds. Models that were read before are answered at once."));

    /// <summary>A repository has other quantizations than the one asked for.</summary>
    public static Problem Quantization(HubId id, string precision, ImmutableArray<string> quantizations) => new(
        "hub.quantization", precision, Tr($"{id.Repository} has no {precision}. It has {string.Join(", ", quantizations)}."),
        quantizations.IsEmpty ? string.Empty : $"/vram model:{id} precision:{quantizations[quantizations.Length / 2]}");

    /// <summary>What a hub's refusal means.</summary>
    public static Problem Of(HubId id, HubException exception) => exception.Failure switch
    {
        HubFailure.NotFound => new("hub.missing", id.ToString(), Tr($"There is no public model {id.Repository} on the hub. Check the spelling; a private one needs Hub__Token."), AnySize),
        HubFailure.NoRevision => new("hub.revision", id.ToString(), Tr($"{id.Repository} has no revision {id.Revision ?? "main"}. Leave out what stands behind the @."), $"/vram model:{id.Repository}"),
        HubFailure.NoFile => new("hub.files", id.ToString(), Tr($"{id.Repository} has no weights or config.json that can be read. Name its size instead."), AnySize),
        HubFailure.Gated => new("hub.gated", id.ToString(), Tr($"{id.Repository} is gated: its terms have to be accepted on the hub first, and whoever runs the bot sets Hub__Token. Its size is enough for an estimate."), AnySize),
        HubFailure.Unauthorized => new("hub.token", id.ToString(), Tr($"The hub shows {id.Repository} only to those who are let in: it may be private, misspelt, or Hub__Token may be wrong."), AnySize),
        HubFailure.RateLimited => new("hub.busy", id.ToString(), Tr($"The hub asks to wait: try again in {Seconds(exception.RetryAfter ?? TimeSpan.FromMinutes(1))} seconds."), AnySize),
        HubFailure.Resting => new("hub.resting", id.ToString(), Tr($"The hub has not been answering and is left alone for {Seconds(exception.RetryAfter ?? TimeSpan.FromMinutes(1))} seconds. Models of the catalog are answered meanwhile."), AnySize),
        HubFailure.TimedOut => new("hub.slow", id.ToString(), Tr("The hub did not answer in time. Try again, or name the model's size."), AnySize),
        HubFailure.Unreachable => new("hub.unreachable", id.ToString(), Tr("The hub cannot be reached just now. Try again later, or name the model's size."), AnySize),
        HubFailure.NoRanges => new("hub.ranges", id.ToString(), Tr("The hub does not send parts of files, and whole ones are not downloaded. Name the model's size."), AnySize),
        HubFailure.Redirected => new("hub.redirect", id.ToString(), Tr("The hub points to a place that is not asked. Name the model's size."), AnySize),
        HubFailure.NoBase => new("hub.file", id.ToString(), Tr($"{id.Repository} is an adapter that names no model of the hub as its base. Ask for its base instead."), AnySize),
        HubFailure.TooLarge => new("hub.large", id.ToString(), Tr($"{id.Repository} has files that are larger than any that are read ({exception.Detail}). Name its size."), AnySize),
        _ => new("hub.file", id.ToString(), Tr($"A file of {id.Repository} is damaged, or is not what its name says. Name the model's size instead."), AnySize),
    };

    private static long Seconds(TimeSpan wait) => Math.Max(1, (long)Math.Ceiling(wait.TotalSeconds));
}
