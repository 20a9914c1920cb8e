using VramBot.Core.Models;
using VramBot.Core.Units;

namespace VramBot.Core.Estimation.Training;

/// <summary>The sums of <see cref="WeightPlaces"/> while tensors are added, layer by layer.</summary>
internal struct WeightSums
{
    private long ends;
    private long endParameters;
    private long layers;
    private long layerParameters;
    private long experts;
    private long expertParameters;
    private long tower;
    private long largest;
    private long largestParameters;
    private long current;
    private long currentParameters;
    private long matrix;
    private long layerMatrix;

    public void Add(TensorGroup tensor, int count, Bytes size, int shares)
    {
        var (bytes, parameters) = (size.Count / shares, tensor.Parameters.Count / shares);
        var largestSide = tensor.Columns > 1 ? tensor.Rows * tensor.Columns / shares : 0;
        if (tensor.Role == TensorRole.Tower)
        {
            tower += bytes;
        }
        else if (tensor.Layer == TensorGroup.OutsideLayers)
        {
            matrix = Math.Max(matrix, largestSide);
            ends += bytes;
            endParameters += parameters;
        }
        else
        {
            layerMatrix = Math.Max(layerMatrix, largestSide);
            current += bytes;
            currentParameters += parameters;
            AddToLayers(tensor.Role, count * bytes, count * parameters);
        }
    }

    public void EndLayer()
    {
        (largest, largestParameters) = (Math.Max(largest, current), Math.Max(largestParameters, currentParameters));
        (current, currentParameters) = (0, 0);
    }

    /// <summary>The first stage holds the embedding, the last the head.</summary>
    public readonly WeightPlaces Of(int pipeline, int endStages) => new()
    {
        Ends = Bytes.FromBytes(ends) / endStages,
        EndParameters = endParameters / endStages,
        Layers = Bytes.FromBytes(layers) / pipeline,
        LayerParameters = layerParameters / pipeline,
        Experts = Bytes.FromBytes(experts) / pipeline,
        ExpertParameters = expertParameters / pipeline,
        Tower = Bytes.FromBytes(tower),
        LargestLayer = Bytes.FromBytes(largest),
        LargestLayerParameters = largestParameters,
        LargestMatrix = Math.Max(matrix, layerMatrix),
        LargestLayerMatrix = layerMatrix,
    };

    private void AddToLayers(TensorRole role, long bytes, long parameters)
    {
        if (role is TensorRole.ExpertGate or TensorRole.ExpertUp or TensorRole.ExpertDown)
        {
            experts += bytes;
            expertParameters += parameters;
        }
        else
        {
            layers += bytes;
            layerParameters += parameters;
        }
    }
}
