using FsCheck;
using FsCheck.Fluent;
using VramBot.Commands.Grammar;
using VramBot.Core;

namespace VramBot.Commands.Tests.Grammar;

/// <summary>Whatever is typed, there is an answer or there are problems that say what to type.</summary>
public sealed class LineProperties
{
    private static readonly string[] Seeds = [.. CommandBook.All.SelectMany(command => command.Examples), "/vram model:qwen3-8b kv:q8_0/q4_0 tp:2 pp:2 engine:vllm@0.11 users:8 gpu:2x3090", "/vram 8x7b ctx:max", "/vram qwen3-30b-a3b offload:experts:20 flags:\"-ub 2048 -fa off -np 4 -ctk q8_0 -ot exps=CPU\"", "/vram mixtral-8x7b task:qlora engine:axolotl gpu:h100 gpus:8 zero:fsdp targets:q,v,experts rank:32 flags:\"--micro_batch_size 2 --lora_dropout 0.05\""];

    private static readonly Gen<string> Mutated =
        from seed in Gen.Elements(Seeds)
        from place in Gen.Choose(0, 200)
        from length in Gen.Choose(0, 6)
        from insert in Gen.Elements("", " ", ":", "=", "\"", "🤖", "\u0000", "\u001b[31m", "-", "999999999999999999999", "x", "/", "k", "ctx:", "gpu:", "＄", "\n", "“")
        let at = Math.Min(place, seed.Length)
        select string.Concat(seed.AsSpan(0, at), insert, seed.AsSpan(Math.Min(seed.Length, at + length)));

    [Fact]
    public void Any_text_is_answered_or_refused_with_words() => Check.One(
        Config.QuickThrowOnFailure.WithMaxTest(2_000),
        Prop.ForAll<string?>(text => IsHandled(text ?? string.Empty)));

    [Fact]
    public void Any_mutated_line_is_answered_or_refused_with_a_line_that_parses() => Check.One(
        Config.QuickThrowOnFailure.WithMaxTest(3_000),
        Prop.ForAll(Mutated.ToArbitrary(), IsHandled));

    [Fact]
    public void Ten_kilobytes_of_garbage_are_refused() => Assert.Equal("line.long", Lines.Desk.Ask(new string('#', 10_000)).Problems[0].Code);

    [Fact]
    public void Printing_and_reading_gives_the_line_back() => Check.One(
        Config.QuickThrowOnFailure.WithMaxTest(3_000),
        Prop.ForAll(Mutated.ToArbitrary(), line =>
        {
            var problems = new List<Problem>();
            if (Lines.Typed(line, problems) is not { } typed || problems.Count > 0)
                return true;
            var again = Lines.Typed(typed.ToString(), problems);
            return problems.Count == 0 && again?.ToString() == typed.ToString();
        }));

    private static bool IsHandled(string line)
    {
        var answer = Lines.Desk.Ask(line);
        return answer.Problems.All(problem => problem.Expected.Length > 0 && problem.Try.Length > 0 && Lines.Desk.Ask(problem.Try).Problems.Length == 0);
    }
}
