using VramBot.Core.Models;

namespace VramBot.Hub.Tests.Gguf;

/// <summary>The names that llama.cpp gives the tensors of one layer, handed out in the order in which the shape lists them.</summary>
internal sealed class GgufLayerNames(Layer layer, bool isFused)
{
    private readonly Queue<string> biases = new(BiasesOf(layer, isFused));
    private readonly Queue<string> norms = new(NormsOf(layer));
    private readonly Queue<string> inputs = new(InputsOf(layer.Recurrence));
    private readonly Queue<string> states = new(StatesOf(layer.Recurrence));
    private readonly Queue<string> routers = new(["ffn_gate_inp.weight", "ffn_gate_inp_shexp.weight"]);

    public string Of(TensorGroup tensor) => tensor.Role switch
    {
        TensorRole.Query when layer.Attention is LatentAttention { QueryRank: not null } => "attn_q_a.weight",
        TensorRole.Query => isFused ? "attn_qkv.weight" : "attn_q.weight",
        TensorRole.QueryUp => "attn_q_b.weight",
        TensorRole.Key => "attn_k.weight",
        TensorRole.Value => "attn_v.weight",
        TensorRole.LatentDown => "attn_kv_a_mqa.weight",
        TensorRole.LatentKeyUp => "attn_k_b.weight",
        TensorRole.LatentValueUp => "attn_v_b.weight",
        TensorRole.AttentionOutput => "attn_output.weight",
        TensorRole.AttentionGate => "attn_gate.weight",
        TensorRole.Indexer => $"indexer.{tensor.Rows}_{tensor.Columns}.weight",
        TensorRole.RecurrentInput => inputs.Dequeue(),
        TensorRole.RecurrentState => states.Dequeue(),
        TensorRole.RecurrentOutput => layer.Recurrence is ShortConvolution ? "shortconv.out_proj.weight" : "ssm_out.weight",
        TensorRole.Gate => "ffn_gate.weight",
        TensorRole.Up => "ffn_up.weight",
        TensorRole.Down => "ffn_down.weight",
        TensorRole.Router => routers.Dequeue(),
        TensorRole.ExpertGate => "ffn_gate_exps.weight",
        TensorRole.ExpertUp => "ffn_up_exps.weight",
        TensorRole.ExpertDown => "ffn_down_exps.weight",
        TensorRole.SharedGate => "ffn_gate_shexp.weight",
        TensorRole.SharedUp => "ffn_up_shexp.weight",
        TensorRole.SharedDown => "ffn_down_shexp.weight",
        TensorRole.ExpertProjection => "ffn_latent.weight",
        TensorRole.Bias => biases.Dequeue(),
        _ => norms.Dequeue(),
    };

    private static IEnumerable<string> BiasesOf(Layer layer, bool isFused)
    {
        if (layer.Attention is { ProjectionBias: true })
            yield return layer.Attention is LatentAttention ? "attn_q_a.bias" : isFused ? "attn_qkv.bias" : "attn_q.bias";
        if (layer.Attention is GroupedQueryAttention { OutputBias: true })
            yield return "attn_output.bias";
        if (layer.Attention is GroupedQueryAttention { Sinks: true })
            yield return "attn_sinks.weight";
        if (layer.Recurrence is Mamba1 { ConvolutionBias: true } or Mamba2 { ConvolutionBias: true })
            yield return "ssm_conv1d.bias";
        if (layer.Recurrence is Mamba1 { ProjectionBias: true } or Mamba2 { ProjectionBias: true })
            yield return "ssm_in.bias";
        if (layer.Recurrence is ShortConvolution { Bias: true })
            yield return "shortconv.conv.bias";
        if (layer.Dense is { Bias: true })
            yield return "ffn_up.bias";
        if (layer.Experts is not { } experts)
            yield break;
        if (experts.RouterBiases > 0)
            yield return "exp_probs_b.bias";
        if (!experts.Expert.Bias)
            yield break;
        foreach (var name in new[] { "ffn_up_exps.bias", "ffn_up_shexp.bias", "ffn_up.bias" })
            yield return name;
    }

    private static IEnumerable<string> NormsOf(Layer layer)
    {
        if (layer.Attention is GroupedQueryAttention { QueryKeyNorm: not QueryKeyNorm.None })
            yield return "attn_q_norm.weight";
        if (layer.Attention is LatentAttention { QueryRank: not null })
            yield return "attn_q_a_norm.weight";
        if (layer.Attention is LatentAttention)
            yield return "attn_kv_a_norm.weight";
        if (layer.Attention is LatentAttention { Indexer: not null })
            yield return "indexer.k_norm.weight";
        if (layer.Recurrence is Mamba1 { InnerNorms: true })
            yield return "ssm_dt_norm.weight";
        if (layer.Recurrence is Mamba2 { GatedNorm: true } or GatedDeltaNet or KimiDeltaAttention)
            yield return "ssm_norm.weight";
        if (layer.Experts is { LatentNorm: true })
            yield return "ffn_latent_norm.weight";
        yield return "attn_norm.weight";
    }

    private static string[] InputsOf(Recurrence? recurrence) => recurrence switch
    {
        Mamba1 => ["ssm_in.weight", "ssm_x.weight", "ssm_dt.weight"],
        Mamba2 => ["ssm_in.weight"],
        GatedDeltaNet => ["attn_qkv.weight", "ssm_ba.weight"],
        KimiDeltaAttention => ["attn_q.weight", "ssm_beta.weight", "ssm_f_a.weight", "ssm_f_b.weight", "ssm_g_a.weight", "ssm_g_b.weight"],
        ShortConvolution => ["shortconv.in_proj.weight"],
        _ => [],
    };

    private static string[] StatesOf(Recurrence? recurrence) => recurrence switch
    {
        Mamba1 => ["ssm_conv1d.weight", "ssm_a", "ssm_d"],
        Mamba2 or GatedDeltaNet => ["ssm_conv1d.weight", "ssm_a"],
        KimiDeltaAttention => ["ssm_conv1d_q.weight", "ssm_a"],
        ShortConvolution => ["shortconv.conv.weight"],
        _ => [],
    };
}
