using VramBot.Core.RulesOfThumb;

namespace VramBot.Commands.Grammar;

/// <content>By which method it is answered, and whether the most users are asked for.</content>
public sealed partial class VramReader
{
    private sealed partial class Reading
    {
        private RuleBook? rules;

        /// <summary>Whether as many users as fit are asked for: <c>users:max</c>.</summary>
        private bool FindsUsers => line["users"] is { } users && IsMost(users);

        private static bool IsMost(string text) => text.ToLowerInvariant() is "max" or "maximum" or "most";

        /// <summary>Sequences at once; null where none are named, and where the most are asked for.</summary>
        private int? Users()
        {
            if (!FindsUsers)
                return Number("users", MostSequences, said: training is null ? null : "batch");
            if (isInside)
                Reject(RuleProblems.MostInside(), "users", null);
            else if (line["offload"] is { } offload && string.Equals(offload, "auto", StringComparison.OrdinalIgnoreCase))
                Reject(RuleProblems.MostWith("offload:auto"), "users", null);
            else if (IsAllCards(line["gpu"]))
                Reject(RuleProblems.MostWith("gpu:all"), "gpu", null);
            else if (line["budget"] is not null && !string.Equals(line["budget"], "none", StringComparison.OrdinalIgnoreCase))
                Reject(RuleProblems.MostWith("budget:"), "users", null);
            return null;
        }

        /// <summary>Whose rule of thumb is asked for; null for the estimate.</summary>
        private RuleBook? Rules()
        {
            if (line["method"] is not { } text || string.Equals(text, "exact", StringComparison.OrdinalIgnoreCase))
                return null;
            RuleBook? book = text.ToLowerInvariant() switch
            {
                "guide" or "template" or "rule-of-thumb" => RuleBook.Guide,
                "glossary" => RuleBook.Glossary,
                "memory-math" or "memorymath" => RuleBook.MemoryMath,
                _ => null,
            };
            if (book is null)
                Reject(RuleProblems.Method(text), "method", null);
            else if (training is not null && book != RuleBook.Guide)
                Reject(RuleProblems.Training(text), "method", "guide");
            else if (FindsUsers)
                Reject(RuleProblems.With(text, "users:max"), "users", null);
            else if (IsAllCards(line["gpu"]))
                Reject(RuleProblems.With(text, "gpu:all"), "gpu", null);
            else if (line["budget"] is not null && !string.Equals(line["budget"], "none", StringComparison.OrdinalIgnoreCase))
                Reject(RuleProblems.With(text, "budget:"), "budget", null);
            return book;
        }

        /// <summary>What stands against the most users once the whole line is read: cards without a kind, ranks without cards, switches that count them.</summary>
        private VramQuestion? CheckedMost(VramQuestion? question)
        {
            if (question is null || !FindsUsers || isInside)
                return question;
            if (question.Users is not null)
                Reject(RuleProblems.MostWith("flags:"), "users", null);
            else if (question.Gpu is null && (question.Cards is > 1 || (question.TensorParallel ?? 1) * (question.PipelineParallel ?? 1) > 1 || question.ExpertParallel is > 1))
                Reject(RuleProblems.MostOfWhich(), "users", null);
            return question with { FindsUsers = true };
        }

        /// <summary>Options whose effect is not built: their values are still read, so that a wrong one is told from a right one.</summary>
        private void Unbuilt()
        {
            foreach (var option in line.Options.Where(option => !option.Description.IsBuilt))
                Reject(ValueProblems.Unbuilt($"`{option.Description.Name}:`", option.Value), option.Description.Name, null);
        }
    }
}
