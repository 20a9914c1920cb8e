namespace VramBot.CatalogFiles;

/// <summary>Collects the faults of one entry.</summary>
internal sealed class EntryFaults(string file, string entry, ICollection<CatalogFault> faults)
{
    public void Add(string field, string message) => faults.Add(new(file, entry, field, message));

    /// <summary>A number that must be there and at least one; one in its place, so that reading goes on to the next fault.</summary>
    public int Positive(string field, int? value)
    {
        if (value is null)
            Add(field, "is missing");
        else if (value < 1)
            Add(field, $"is {value}, must be at least 1");
        return value is >= 1 and var good ? good : 1;
    }

    /// <summary>A fraction or rate that must be there and above zero.</summary>
    public double Positive(string field, double? value)
    {
        if (value is null)
            Add(field, "is missing");
        else if (value <= 0)
            Add(field, $"is {value}, must be above 0");
        return value is > 0 and var good ? good : 1;
    }

    /// <summary>A text that must be there.</summary>
    public string Text(string field, string? value)
    {
        if (string.IsNullOrWhiteSpace(value))
            Add(field, "is missing");
        return value ?? string.Empty;
    }

    public void Sourced(IReadOnlyCollection<string> sources)
    {
        if (sources.Count == 0 || sources.Any(string.IsNullOrWhiteSpace))
            Add("source", "is missing: say where the facts stand");
    }
}
