using System.Collections.Frozen;

namespace VramBot.Commands.Grammar;

/// <summary>What options are called in Brazilian Portuguese, where a platform shows people names in their own language. What is typed stays the same everywhere.</summary>
public static class PortugueseNames
{
    private static readonly FrozenDictionary<string, string> Names = new Dictionary<string, string>(StringComparer.Ordinal)
    {
        ["model"] = "modelo",
        ["models"] = "modelos",
        ["precision"] = "precisão",
        ["precisions"] = "precisões",
        ["ctx"] = "contexto",
        ["users"] = "usuários",
        ["kv"] = "cache",
        ["task"] = "tarefa",
        ["engine"] = "motor",
        ["engines"] = "motores",
        ["gpu"] = "placa",
        ["reserved"] = "reservado",
        ["flags"] = "opções",
        ["adapters"] = "adaptadores",
        ["targets"] = "alvos",
        ["draft"] = "rascunho",
        ["optimizer"] = "otimizador",
        ["checkpointing"] = "recálculo",
        ["accum"] = "acumulação",
        ["packing"] = "empacotamento",
        ["budget"] = "orçamento",
        ["prompt"] = "entrada",
        ["output"] = "saída",
        ["burst"] = "pico",
        ["headroom"] = "folga",
        ["search"] = "busca",
        ["topic"] = "tópico",
        ["method"] = "método",
        ["private"] = "privado",
        ["more"] = "mais",
    }.ToFrozenDictionary(StringComparer.Ordinal);

    /// <summary>The name, or the English one where the field has no other: <c>tp</c>, <c>zero</c>.</summary>
    public static string Of(string name) => Names.GetValueOrDefault(name, name);
}
