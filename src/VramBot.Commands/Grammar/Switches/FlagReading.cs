using VramBot.Core;
using VramBot.Core.Catalogs;
using VramBot.Core.Engines;
using static VramBot.Core.Languages.Translation;

namespace VramBot.Commands.Grammar.Switches;

/// <summary>One pass over an engine's switches: what they set, and what is wrong with them.</summary>
internal sealed class FlagReading
{
    private readonly Catalog catalog;
    private readonly EngineRelease engine;
    private readonly ModelMatch model;
    private readonly SwitchTable table;
    private readonly TypedLine line;
    private readonly List<TypedSwitch> kept;
    private readonly bool trains;
    private string assumption = string.Empty;

    public FlagReading(Catalog catalog, EngineRelease engine, ModelMatch model, TypedLine line, string text, bool trains)
    {
        (this.catalog, this.engine, this.model, this.line, this.trains, table) = (catalog, engine, model, line, trains, SwitchTables.Of(engine.Engine, trains));
        Effects = new(engine.Engine.Defaults);
        kept = SwitchWords.Read(text, table);
        Text = text;
        ReadAll();
    }

    public string Text { get; }

    public FlagEffects Effects { get; }

    public List<Problem> Problems { get; } = [];

    /// <summary>Options that a refused switch should have been, with its value.</summary>
    public Dictionary<string, string> Options { get; } = [];

    public bool SharesContext => table.SharesContext;

    /// <summary>The switches without those that were refused; null when none is left.</summary>
    public string? Corrected => kept.Count == 0 || kept.TrueForAll(flag => flag.IsStray) ? null : string.Join(' ', kept.Select(flag => flag.Words));

    public EngineFlags Flags => new(Text, Effects.Settings)
    {
        WithoutEffect = Names(flag => flag.IsStray || flag.Known is { Target: SwitchTarget.Nothing or SwitchTarget.Option or SwitchTarget.Unbuilt }),
        Uncounted = Names(flag => flag.Known is { Target: SwitchTarget.Uncounted }),
        Assumption = assumption,
    };

    /// <summary>Refuses what was said of an option by a switch.</summary>
    public void Contradict(string option, string value)
    {
        var wrong = kept.Where(flag => flag.Known is { Sets: true } known && known.Says == option).ToList();
        if (wrong.Count == 0)
            return;
        Problems.Add(SwitchProblems.Contradiction(string.Join(' ', wrong.Select(flag => flag.Words)), option, value));
        kept.RemoveAll(wrong.Contains);
    }

    /// <summary>Refuses a limit of sequences below the number of users.</summary>
    public void LimitUsers(int users)
    {
        if (Effects.Settings.MaxSequences is not { } most || most >= users || kept.Find(flag => flag.Known is { Target: SwitchTarget.MaxSequences }) is not { } limit)
            return;
        Refuse(limit, SwitchProblems.TooFewSequences(limit.Words, users));
    }

    private void ReadAll()
    {
        if (table.IsEmpty)
            RefuseAll(SwitchProblems.NoTable(Text, engine.Engine.Label));
        else if (kept.TrueForAll(flag => flag.IsStray))
            RefuseAll(SwitchProblems.Empty(Text));
        else
            foreach (var flag in kept.ToList())
                Read(flag);
    }

    private void Read(TypedSwitch flag)
    {
        if (flag.IsStray && !(trains && SwitchWords.IsLauncher(flag.Words)) && kept.Take(kept.IndexOf(flag)).Any(before => !before.IsStray))
            Refuse(flag, SwitchProblems.Stray(flag.Words));
        else if (flag is { IsStray: false, Known: null } && !trains && IsOfTraining(flag.Name))
            AskForTask(flag);
        else if (flag is { IsStray: false, Known: null })
            Refuse(flag, UnknownName(flag));
        else if (flag.Known is { } known)
            Read(flag, known);
    }

    private void Read(TypedSwitch flag, EngineSwitch known)
    {
        if (known.Target is SwitchTarget.Nothing && known.Shape == SwitchShape.Anything || known.Target == SwitchTarget.Uncounted)
            return;
        if (known.Target == SwitchTarget.Option && known.Choices.Contains(flag.Value ?? string.Empty, StringComparer.OrdinalIgnoreCase))
            return;
        if (known.Target == SwitchTarget.Option)
            SayOtherwise(flag, known.Says!);
        else if (known.Target == SwitchTarget.Unbuilt && !known.Choices.Contains(flag.Value ?? string.Empty, StringComparer.OrdinalIgnoreCase))
            Refuse(flag, SwitchProblems.Unbuilt(flag.Words));
        else if (SwitchValue.Read(known, flag.Value) is not { } value || (known.Shape == SwitchShape.CacheName && IsNoCache(value.Text)))
            Refuse(flag, SwitchProblems.Value(flag.Words, known.Expected));
        else if (known.Target != SwitchTarget.TensorOverride && kept.Take(kept.IndexOf(flag)).Any(before => before.Known == known && before.Value != flag.Value))
            Refuse(flag, SwitchProblems.Twice(flag.Words, flag.Name));
        else if (known.Target == SwitchTarget.TensorOverride)
            Override(flag, value.Text);
        else if (known.Target == SwitchTarget.HostExperts && value.Number > 0 && !HasExperts)
            Refuse(flag, SwitchProblems.Value(flag.Words, Tr($"{model.Entry.Name} has no routed experts")));
        else if (known.Target == SwitchTarget.AddedProjections)
            Effects.Run.Add(known.Projections, value.On == true);
        else
            Effects.Set(known.Target, value);
    }

    /// <summary>Whether no engine that serves has a switch of this name, and one that trains has.</summary>
    private bool IsOfTraining(string name) => SwitchTables.WithSwitch(name, engine.Engine, trains: false) is null && CommandBook.Vram.Find(name.TrimStart('-')) is null
        && SwitchTables.Trainers.Any(trainer => SwitchTables.Of(trainer, trains: true).Find(name) is { Sets: true });

    /// <summary>The switch is right, only what is trained is not said.</summary>
    private void AskForTask(TypedSwitch flag)
    {
        Problems.Add(SwitchProblems.NeedsTask(flag.Words));
        Options["task"] = "lora";
    }

    private bool HasExperts => model.Entry.Network?.Layers.Any(layer => layer.Experts is not null) != false;

    private bool IsNoCache(string name) => name != "auto" && !name.StartsWith("fp8", StringComparison.Ordinal) && catalog.CacheFormats.Find(name) is null;

    private void Override(TypedSwitch flag, string pattern)
    {
        if (model.Entry.Network is not { } network)
            return;
        var (layers, isExact, why) = ExpertPattern.Read(pattern, network);
        if (why is not null)
        {
            Refuse(flag, SwitchProblems.Pattern(flag.Words, why));
            return;
        }

        Effects.KeepExpertsOnHost(Math.Max(layers, Effects.Settings.HostExpertLayers));
        if (!isExact)
            assumption = Tr($"The layers that `{LineReader.Shown(pattern)}` names are counted as the first {layers}, as --n-cpu-moe {layers} puts them.");
    }

    private void SayOtherwise(TypedSwitch flag, string option)
    {
        if (line[option] is not null)
            return;
        Refuse(flag, SwitchProblems.SaidOtherwise(flag.Words, option));
        if (flag.Value is { Length: > 0 } value && !value.Contains(' ', StringComparison.Ordinal))
            Options[option] = value;
    }

    private Problem UnknownName(TypedSwitch flag)
    {
        if (SwitchTables.WithSwitch(flag.Name, engine.Engine, trains) is { } owner)
            return SwitchProblems.OtherEngine(flag.Name, engine.Engine.Label, owner.Label, owner.Id);
        if (CommandBook.Vram.Find(flag.Name.TrimStart('-')) is not { TakesSwitches: false } option)
            return SwitchProblems.Unknown(flag.Name, engine.Engine.Label, table.Nearest(flag.Name)?.Name);
        if (line[option.Name] is null && flag.Value is { Length: > 0 } value)
            Options[option.Name] = value;
        return SwitchProblems.OptionName(flag.Name, option.Name, flag.Value ?? option.Example);
    }

    /// <summary>A mistyped name is mended in the corrected line when its value then works; any other refused switch is left out of it.</summary>
    private void Refuse(TypedSwitch flag, Problem problem)
    {
        Problems.Add(problem);
        var place = kept.IndexOf(flag);
        if (flag is { IsStray: false, Known: null } && table.Nearest(flag.Name) is { Sets: true } near && near.Target != SwitchTarget.TensorOverride
            && kept.TrueForAll(other => other.Known != near) && SwitchValue.Read(near, flag.Value) is not null)
            kept[place] = new(near.Name, flag.Value, flag.Value is null ? near.Name : $"{near.Name} {flag.Value}", near);
        else
            kept.RemoveAt(place);
    }

    private void RefuseAll(Problem problem)
    {
        Problems.Add(problem);
        kept.Clear();
    }

    private string Names(Func<TypedSwitch, bool> which) => string.Join(", ", kept.Where(which).Select(flag => flag.Name));
}
