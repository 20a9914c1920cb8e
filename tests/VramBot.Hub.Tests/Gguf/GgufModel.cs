using VramBot.Core.Catalogs;
using VramBot.Core.Formats;
using VramBot.Core.Models;

namespace VramBot.Hub.Tests.Gguf;

/// <summary>Writes a model of the catalog down as a GGUF file: the keys that llama.cpp's converter writes, and every tensor in the types of llama-quantize.</summary>
internal sealed class GgufModel
{
    // What the converter writes of windows: which layers see one, or their length alone, or nothing.
    private static readonly string[] PatternWritten = ["gemma3n", "gemma4", "diffusion-gemma", "exaone4", "exaone-moe", "mimo2", "step35"];
    private static readonly string[] WindowWritten = [.. PatternWritten, "gemma2", "gemma3", "cohere2", "olmo2", "gpt-oss", "phi3", "afmoe", "laguna", "deepseek4"];
    private static readonly string[] NextTokenWritten = ["glm4moe", "glm-dsa", "bailingmoe2", "mimo2", "deepseek4", "qwen4exp"];
    private static readonly string[] Fused = ["phi3", "falcon", "gpt2", "gptneox", "bloom", "mpt", "starcoder", "qwen", "dbrx"];

    private readonly ModelEntry model;
    private readonly Network network;
    private readonly string name;
    private readonly GgufFile file = new();

    private GgufModel(ModelEntry model) => (this.model, network, name) = (model, model.Network!, NameOf(model));

    /// <summary>The architecture's name in the file.</summary>
    public static string NameOf(ModelEntry model) => GgufArchitectures.Of(model.Architecture) switch
    {
        "nemotron_h" when model.Network!.Layers.Any(layer => layer.Experts is not null) => "nemotron_h_moe",
        // Those without a recurrent layer are written as plain ones.
        "granitehybrid" when model.Network!.Layers.All(layer => layer.Recurrence is null) => model.Network.Layers[0].Experts is null ? "granite" : "granitemoe",
        var known => known!,
    };

    /// <summary>The file.</summary>
    public static GgufFile Write(ModelEntry model, GgufMix mix) => new GgufModel(model).Write(mix);

    /// <summary>What a file can say of a model: windows that the converter does not write are not there.</summary>
    public static Network Sayable(ModelEntry model)
    {
        if (WindowWritten.Contains(NameOf(model)))
            return model.Network!;
        var full = new Dictionary<Layer, Layer>();
        return model.Network! with { Layers = [.. model.Network.Layers.Select(layer => full.TryGetValue(layer, out var same) ? same : full[layer] = Unbounded(layer))] };
    }

    private static Layer Unbounded(Layer layer) => layer.Attention is { Scope.Kind: AttentionReach.Sliding } attention ? layer with { Attention = attention with { Scope = AttentionScope.Full } } : layer;

    private GgufFile Write(GgufMix mix)
    {
        file.Add("general.architecture", name).Add("general.name", model.Id);
        Common();
        Heads();
        Experts();
        Recurrences();
        file.AddVocabulary(100);
        Tensors(mix);
        return file;
    }

    private void Common()
    {
        var next = NextTokenWritten.Contains(name) ? network.MultiTokenPrediction?.Layers ?? 0 : 0;
        if (next > 0)
            Add("nextn_predict_layers", next);
        Add("block_count", (network.EncoderLayers > 0 ? network.EncoderLayers : network.Layers.Length) + next);
        if (network.EncoderLayers > 0)
            Add("decoder_block_count", network.Layers.Length);
        Add("embedding_length", network.HiddenSize);
        Add("context_length", (int)network.MaxContext.Count);
        Add("vocab_size", network.VocabularySize);
        var inner = network.Layers.Select(layer => layer.Dense?.InnerSize ?? layer.Experts?.Residual?.InnerSize ?? 0).ToArray();
        if (name is "gemma4" or "gemma3n" or "deci" or "nemotron_h")
            file.Add($"{name}.feed_forward_length", inner);
        else
            Add("feed_forward_length", InnerOf(inner.Max()));
        if (network.RopeLinearFactor != 1)
            file.Add($"{name}.rope.scaling.type", "linear").Add($"{name}.rope.scaling.factor", (float)network.RopeLinearFactor);
        if (network.HasMultimodalRope)
            file.Add($"{name}.rope.dimension_sections", 16, 24, 24, 0);
        if (network.Layers.FirstOrDefault(layer => layer.Attention?.Scope.Kind is AttentionReach.Sliding)?.Attention is { } sliding && WindowWritten.Contains(name))
            Add("attention.sliding_window", (int)sliding.Scope.Window.Count);
        if (PatternWritten.Contains(name) && network.Layers.Any(layer => layer.Attention?.Scope.Kind is AttentionReach.Sliding))
            file.Add($"{name}.attention.sliding_window_pattern", [.. network.Layers.Select(layer => layer.Attention?.Scope.Kind is AttentionReach.Sliding)]);
        if (network.Layers.Count(layer => layer.ReusesCache) is > 0 and var shared)
            Add("attention.shared_kv_layers", shared);
    }

    /// <summary>The width as the converter finds it in config.json: Qwen 1 has the sum of gate and up there, Arctic that of the experts, and so has a model without a dense block.</summary>
    private int InnerOf(int dense) => name == "qwen" ? 2 * dense : name == "arctic" || dense == 0 ? network.Layers.Max(layer => layer.Experts?.Expert.InnerSize ?? 0) : dense;

    private void Heads()
    {
        var attentions = network.Layers.Select(layer => layer.Attention).ToArray();
        if (attentions.OfType<LatentAttention>().FirstOrDefault() is { } latent)
            Latent(latent, attentions);
        if (attentions[0] is CompressedAttention compressed)
            Compressed(compressed, attentions);
        if (attentions.OfType<GroupedQueryAttention>().OrderBy(attention => attention.Scope.Kind == AttentionReach.Sliding).FirstOrDefault() is not { } grouped)
            return;
        var (heads, keys) = (attentions.Select(attention => attention?.Heads ?? 0).ToArray(), attentions.Select(attention => (attention as GroupedQueryAttention)?.KeyValueHeads ?? 0).ToArray());
        AddEach("attention.head_count", name is "laguna" or "step35" or "deci" ? heads : [grouped.Heads]);
        AddEach("attention.head_count_kv", keys.Distinct().Count() > 1 ? keys : [grouped.KeyValueHeads]);
        Add("attention.key_length", grouped.HeadDim);
        Add("attention.value_length", grouped.ValueHeadDim);
        if (name is "gemma4" or "diffusion-gemma" && attentions.OfType<GroupedQueryAttention>().FirstOrDefault(attention => attention.Scope.Kind == AttentionReach.Sliding) is { } local)
            Add("attention.key_length_swa", local.HeadDim);
        if (attentions.FirstOrDefault(attention => attention?.Indexer is not null)?.Indexer is { } indexer)
        {
            Add("attention.indexer.head_count", indexer.Heads);
            Add("attention.indexer.key_length", indexer.HeadDim);
        }

        if (network.RopeFraction != 1)
            Add("rope.dimension_count", (int)(grouped.HeadDim * network.RopeFraction));
    }

    private void Latent(LatentAttention latent, Attention?[] attentions)
    {
        Add("attention.head_count", latent.Heads);
        AddEach("attention.head_count_kv", name == "kimi-linear" ? [.. attentions.Select(attention => attention is null ? 0 : 1)] : [name == "minicpm3" ? latent.Heads : 1]);
        Add("attention.kv_lora_rank", latent.LatentRank);
        if (latent.QueryRank is { } rank)
            Add("attention.q_lora_rank", rank);
        Add("rope.dimension_count", latent.RotaryDim);
        if (name == "minicpm3")
        {
            Add("attention.key_length", latent.PlainDim + latent.RotaryDim);
            return;
        }

        Add("attention.key_length", latent.LatentRank + latent.RotaryDim);
        Add("attention.value_length", latent.LatentRank);
        Add("attention.key_length_mla", latent.PlainDim + latent.RotaryDim);
        Add("attention.value_length_mla", latent.ValueHeadDim);
        if (latent.Indexer is not { } indexer)
            return;
        Add("attention.indexer.head_count", indexer.Heads);
        Add("attention.indexer.key_length", indexer.HeadDim);
    }

    private void Compressed(CompressedAttention compressed, Attention?[] attentions)
    {
        Add("attention.head_count", compressed.Heads);
        Add("attention.head_count_kv", 1);
        Add("attention.key_length", compressed.RowWidth);
        file.Add($"{name}.attention.compress_ratios", [.. attentions.Select(attention => ((CompressedAttention)attention!).CompressionRatio)]);
    }

    private void Experts()
    {
        if (network.Layers.FirstOrDefault(layer => layer.Experts is not null)?.Experts is not { } experts)
            return;
        Add("expert_count", experts.Experts);
        Add("expert_used_count", experts.ExpertsPerToken);
        if (name is not ("llama" or "granitemoe" or "granitehybrid" or "jamba" or "olmoe" or "phimoe" or "dbrx" or "arctic"))
            Add("expert_feed_forward_length", experts.Expert.InnerSize);
        if (network.Layers.TakeWhile(layer => layer.Experts is null).Count() is > 0 and var dense)
            Add("leading_dense_block_count", dense);
        if (experts.LatentSize is { } latent)
            Add("moe_latent_size", latent);
        if (experts.Shared is not { } shared)
            return;
        if (name is "deepseek" or "deepseek2" or "deepseek2-ocr" or "deepseek32" or "glm-dsa" or "glm4moe" or "dots1" or "hunyuan-moe" or "kimi-linear" or "bailingmoe" or "deepseek4" or "mistral4" or "afmoe")
            Add("expert_shared_count", shared.InnerSize / experts.Expert.InnerSize);
        else
            Add("expert_shared_feed_forward_length", shared.InnerSize);
    }

    private void Recurrences()
    {
        switch (network.Layers.Select(layer => layer.Recurrence).FirstOrDefault(recurrence => recurrence is not null))
        {
            case Mamba1 mamba:
                Ssm(mamba.ConvolutionKernel, mamba.InnerSize, mamba.StateSize, mamba.TimeStepRank, 0);
                break;
            case Mamba2 mamba:
                Ssm(mamba.ConvolutionKernel, mamba.InnerSize, mamba.StateSize, mamba.Heads, mamba.Groups);
                break;
            case GatedDeltaNet net:
                Ssm(net.ConvolutionKernel, net.ValueHeads * net.ValueHeadDim, net.KeyHeadDim, net.ValueHeads, net.KeyHeads);
                break;
            case KimiDeltaAttention kimi:
                Add("ssm.conv_kernel", kimi.ConvolutionKernel);
                Add("kda.head_dim", kimi.HeadDim);
                break;
            case ShortConvolution convolution:
                Add("shortconv.l_cache", convolution.ConvolutionKernel);
                break;
        }
    }

    private void Ssm(int kernel, int inner, int state, int rank, int groups)
    {
        Add("ssm.conv_kernel", kernel);
        Add("ssm.inner_size", inner);
        Add("ssm.state_size", state);
        Add("ssm.time_step_rank", rank);
        if (groups > 0)
            Add("ssm.group_count", groups);
    }

    private void Tensors(GgufMix mix)
    {
        var (facts, isFused, extra) = (GgufFacts.Of(network, model.Architecture), Fused.Contains(name), 0);
        var names = network.Layers.Select(layer => new GgufLayerNames(layer, isFused && layer.Attention is GroupedQueryAttention)).ToArray();
        var prefix = network.EncoderLayers > 0 ? "dec.blk" : "blk";
        foreach (var tensor in TensorInventory.Of(network).Where(tensor => tensor.Role is not TensorRole.Tower && tensor.Parameters.Count > 0))
        {
            var own = tensor.Layer >= 0 ? $"{prefix}.{tensor.Layer}.{names[tensor.Layer].Of(tensor)}" : tensor.Role switch
            {
                TensorRole.TokenEmbedding => "token_embd.weight",
                TensorRole.PositionEmbedding => "position_embd.weight",
                TensorRole.OutputHead => "output.weight",
                TensorRole.Bias => "output.bias",
                TensorRole.Norm => file.Has("output_norm.weight") || network.Norms is { Embedding: true, Final: false } ? "token_embd_norm.weight" : "output_norm.weight",
                _ => $"extra_{extra++}.weight",
            };
            if (isFused && tensor.Role is TensorRole.Key or TensorRole.Value)
                continue;
            var type = GgufTypeRules.TypeOf(mix, tensor, facts);
            // Several small tensors that the catalog counts as one.
            if (tensor.Role == TensorRole.Extra && tensor.Rows % type.Layout().ElementsPerBlock != 0)
                type = GgmlType.F32;
            if (own.EndsWith("attn_norm.weight", StringComparison.Ordinal) && tensor.Count > 1)
                Norms(own, tensor, type);
            else if (isFused && tensor.Role == TensorRole.Query && network.Layers[tensor.Layer].Attention is GroupedQueryAttention attention)
                file.Tensor(own, type, tensor.Rows + ((long)attention.KeyValueHeads * (attention.HeadDim + attention.ValueHeadDim)), tensor.Columns);
            else
                file.Tensor(own, type, tensor.Columns == 1 ? [tensor.Rows * tensor.Count] : tensor.Count == 1 ? [tensor.Rows, tensor.Columns] : [tensor.Count, tensor.Rows, tensor.Columns]);
        }
    }

    /// <summary>A norm before attention and another elsewhere: before the block, unless both stand before attention (Falcon 40B).</summary>
    private void Norms(string own, TensorGroup tensor, GgmlType type)
    {
        var isParallel = name == "falcon";
        file.Tensor(own, type, tensor.Rows).Tensor(own.Replace("attn_norm", isParallel ? "attn_norm_2" : "ffn_norm", StringComparison.Ordinal), type, tensor.Rows * (tensor.Count - 1));
    }

    private void Add(string key, int number) => file.Add($"{name}.{key}", (uint)number);

    private void AddEach(string key, int[] numbers)
    {
        if (numbers.Length == 1)
            Add(key, numbers[0]);
        else
            file.Add($"{name}.{key}", numbers);
    }
}
