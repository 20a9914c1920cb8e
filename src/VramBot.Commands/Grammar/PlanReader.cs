using System.Collections.Immutable;
using System.Globalization;
using System.Text.RegularExpressions;
using VramBot.Core;
using VramBot.Core.Catalogs;
using VramBot.Core.Planning;

namespace VramBot.Commands.Grammar;

/// <summary>Reads what the values of a <c>/vram-plan</c> line mean; those that an estimate has too are read as the estimate reads them.</summary>
public sealed partial class PlanReader(Catalog catalog)
{
    private const double MostBurst = 10;
    private const double MostHeadroom = 50;
    private const string UsualUsers = "40";

    private readonly VramReader values = new(catalog);

    /// <summary>Reads a line and collects all that is wrong with it. Each problem comes with the line in which every bad value is replaced, or left out.</summary>
    public PlanQuestion? Read(TypedLine line, ICollection<Problem> problems)
    {
        ArgumentNullException.ThrowIfNull(line);
        ArgumentNullException.ThrowIfNull(problems);
        var reading = new Reading(line);
        var said = reading.Read();
        var found = new List<Problem>();
        var replica = values.Read(WithoutUsers(reading.Corrected), found);
        var question = said is not null && replica is not null ? reading.Question(said, replica) : null;
        var corrected = Corrected(reading.Corrected).ToString();
        foreach (var problem in reading.Problems.Concat(found))
            problems.Add(problem with { Try = corrected });
        return reading.Problems.Count == 0 ? question : null;
    }

    /// <summary>The line with everything that cannot be read replaced or left out.</summary>
    public TypedLine Correct(TypedLine line)
    {
        ArgumentNullException.ThrowIfNull(line);
        var reading = new Reading(line);
        var said = reading.Read();
        if (said is not null && values.Read(WithoutUsers(reading.Corrected), []) is { } replica)
            reading.Question(said, replica);
        return Corrected(reading.Corrected);
    }

    /// <summary>An estimate's users are those of one server, a plan's those of all replicas.</summary>
    private static TypedLine WithoutUsers(TypedLine line) => line.With("users", null);

    /// <summary>The line put right in what an estimate has too, its options in the order in which they were typed.</summary>
    private TypedLine Corrected(TypedLine line)
    {
        var corrected = values.CorrectLine(WithoutUsers(line)).With("users", line["users"]);
        return corrected with { Options = [.. corrected.Options.OrderBy(option => line.Options.Any(typed => typed.Description == option.Description) ? line.Options.TakeWhile(typed => typed.Description != option.Description).Count() : int.MaxValue)] };
    }

    [GeneratedRegex(@"^\s*1\s*[xX×*]")]
    private static partial Regex CountsOne();

    /// <summary>What was said of the traffic, before the context is known.</summary>
    private sealed record Said(double Users, double Burst, double? Headroom, long? Prompt, long? Output, ImmutableArray<RequestClass> Classes);

    /// <summary>One pass over one line.</summary>
    private sealed class Reading
    {
        private readonly TypedLine line;

        public Reading(TypedLine line) => (this.line, Corrected) = (line, line);

        public List<Problem> Problems { get; } = [];

        public TypedLine Corrected { get; private set; }

        public Said? Read()
        {
            var classes = Classes();
            var (prompt, output) = (Tokens("prompt"), Tokens("output"));
            if (line["classes"] is not null && (line["prompt"] is not null || line["output"] is not null))
            {
                Reject(PlanProblems.LengthsTwice(), "prompt", null);
                Corrected = Corrected.With("output", null);
            }

            var (users, burst, headroom) = (Users(classes), Burst(), Headroom());
            return Problems.Count == 0 ? new(users, burst, headroom, prompt, output, classes?.Classes ?? []) : null;
        }

        public PlanQuestion? Question(Said said, VramQuestion replica)
        {
            var context = replica.Context?.Count;
            var (classes, assumed) = said.Classes.Length > 0 ? (said.Classes, AssumedLengths.None) : OneClass(said, context);
            var question = new PlanQuestion(replica, new(classes, said.Users, said.Burst))
            {
                Headroom = said.Headroom,
                Assumed = assumed,
                Cards = CardsOf(replica),
            };
            if (context < question.Traffic.Longest.Length.Count)
                Reject(PlanProblems.ContextShort(replica.Context!.Value.Count, question.Traffic.Longest), line["ctx"] is null ? "flags" : "ctx", null);
            if (said.Headroom is not null && replica.Flags?.Settings.SetsBudget == true)
                Reject(PlanProblems.HeadroomTwice(line["headroom"]!), "headroom", null);
            if (replica.Gpu is { Rig.IsMixed: true } mixed)
                Reject(PlanProblems.MixedCards(line["gpu"]!), "gpu", mixed.Rig.Cards.First().Id);
            return Problems.Count == 0 ? question : null;
        }

        /// <summary>One kind of requests: what was not said of it fills the context, or is as usual.</summary>
        private static (ImmutableArray<RequestClass> Classes, AssumedLengths Assumed) OneClass(Said said, long? context) => (said.Prompt, said.Output, context) switch
        {
            ({ } prompt, { } output, _) => (Class(prompt, output), AssumedLengths.None),
            ({ } prompt, null, { } all) when all > prompt => (Class(prompt, all - prompt), AssumedLengths.None),
            ({ } prompt, null, _) => (Class(prompt, PlanCommand.DefaultOutput), AssumedLengths.Output),
            (null, { } output, { } all) when all > output => (Class(all - output, output), AssumedLengths.None),
            (null, { } output, _) => (Class(PlanCommand.DefaultPrompt, output), AssumedLengths.Prompt),
            (null, null, { } all) => (Class(all - Math.Min(PlanCommand.DefaultOutput, all / 2), Math.Min(PlanCommand.DefaultOutput, all / 2)), AssumedLengths.WholeContext),
            _ => (Class(PlanCommand.DefaultPrompt, PlanCommand.DefaultOutput), AssumedLengths.Both),
        };

        private static ImmutableArray<RequestClass> Class(long prompt, long output) => [new(string.Empty, new(prompt), new(output), 1)];

        /// <summary>Cards of a replica where they were counted; <c>h100</c> leaves it open, <c>1xh100</c> does not.</summary>
        private int? CardsOf(VramQuestion replica)
        {
            if (replica.TensorParallel is not null || replica.PipelineParallel is not null)
                return (replica.TensorParallel ?? 1) * (replica.PipelineParallel ?? 1);
            return replica.Gpu is { Count: > 1 } several ? several.Count : line["gpu"] is { } text && CountsOne().IsMatch(text) ? 1 : replica.Cards;
        }

        private ClassList? Classes()
        {
            if (line["classes"] is not { } text)
                return null;
            var list = ClassReader.Read(text);
            if (list.Problem is { } problem)
                Reject(problem, "classes", list.Corrected);
            return list;
        }

        private double Users(ClassList? classes)
        {
            if (line["users"] is not { } text)
            {
                if (classes?.Counted is null && classes?.Problem is null)
                    Reject(PlanProblems.MissingUsers(), "users", UsualUsers);
                else if (classes.Counted is null)
                    Corrected = Corrected.With("users", UsualUsers);
                return classes?.Counted ?? 1;
            }

            if (Numbers.Count(text) is not (>= 1 and <= VramReader.MostSequences and var users))
                Reject(ValueProblems.Count("users", text, VramReader.MostSequences), "users", UsualUsers);
            else if (classes?.Counted is { } counted && counted != users)
                Reject(PlanProblems.UsersCounted(text, counted), "users", null);
            else
                return users;
            return 1;
        }

        private long? Tokens(string option)
        {
            if (line[option] is not { } text)
                return null;
            if (Numbers.Tokens(text) is >= 1 and <= VramReader.LongestContext and var tokens)
                return tokens;
            Reject(PlanProblems.Tokens(option, text), option, Numbers.GuessTokens(text, VramReader.LongestContext));
            return null;
        }

        private double Burst()
        {
            if (line["burst"] is not { } text)
                return Traffic.DefaultBurst;
            if (Numbers.Fraction(text.TrimEnd('x', '×', ' ')) is >= 1 and <= MostBurst and var burst)
                return burst;
            Reject(PlanProblems.Burst(text), "burst", null);
            return Traffic.DefaultBurst;
        }

        /// <summary>Percent, with or without the sign; less than 1 is a share.</summary>
        private double? Headroom()
        {
            if (line["headroom"] is not { } text)
                return null;
            if (Numbers.Fraction(text.TrimEnd('%', ' ')) is >= 0 and <= MostHeadroom and var percent)
                return percent is > 0 and < 1 && !text.Contains('%', StringComparison.Ordinal) ? percent : percent / 100;
            Reject(PlanProblems.Headroom(text), "headroom", null);
            return null;
        }

        private void Reject(Problem problem, string option, string? replacement)
        {
            Problems.Add(problem);
            Corrected = Corrected.With(option, replacement);
        }
    }
}
