using VramBot.Core.Engines;

namespace VramBot.Core.Tests.Engines;

/// <summary>Trainers by the names that people type.</summary>
public sealed class TrainerNamesTests
{
    [Theory]
    [InlineData("trl", EngineKind.Transformers)]
    [InlineData("SFTTrainer", EngineKind.Transformers)]
    [InlineData("fms-hf-tuning", EngineKind.Transformers)]
    [InlineData("lit_gpt", EngineKind.LitGpt)]
    [InlineData("llamafactory", EngineKind.LlamaFactory)]
    [InlineData("LLaMA Factory", EngineKind.LlamaFactory)]
    [InlineData("swift", EngineKind.MsSwift)]
    [InlineData("deepspeed zero", EngineKind.DeepSpeed)]
    [InlineData("titan", EngineKind.TorchTitan)]
    [InlineData("megatron-lm", EngineKind.Megatron)]
    [InlineData("nemo", EngineKind.Megatron)]
    public void Trainers_are_found_by_their_other_names(string typed, EngineKind kind)
    {
        var engine = KnownEngines.All.Find(typed);
        Assert.Equal(kind, engine?.Kind);
        Assert.True(engine!.Trains);
    }

    [Theory]
    [InlineData("h2o-llm-studio", "Transformers")]
    [InlineData("xtuner", "Transformers")]
    [InlineData("openrlhf", "DeepSpeed")]
    [InlineData("llm-foundry", "torchtitan 2026")]
    [InlineData("gpt-neox", "DeepSpeed")]
    [InlineData("fsdp", "Transformers")]
    public void A_trainer_that_is_not_described_is_answered_as_the_nearest(string typed, string nearest)
    {
        Assert.Null(KnownEngines.All.Find(typed));
        var kin = KinEngine.All.Find(typed);
        Assert.Contains($"answered as {nearest},", kin?.Assumption, StringComparison.Ordinal);
        Assert.True(kin!.Nearest.Trains);
    }

    [Fact]
    public void No_engine_and_no_kin_share_a_name() =>
        Assert.All(KinEngine.All.All, kin => Assert.All(kin.Aliases.Prepend(kin.Id), name => Assert.Null(KnownEngines.All.Find(name))));
}
