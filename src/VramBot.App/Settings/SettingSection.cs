using System.Collections.Immutable;
using System.Reflection;
using Microsoft.Extensions.Options;

namespace VramBot.App.Settings;

/// <summary>The settings of one part of the bot.</summary>
/// <param name="Name">What they begin with.</param>
/// <param name="Settings">The settings.</param>
/// <param name="Problems">What is wrong with them as they are, each a sentence that names its environment variable.</param>
internal sealed record SettingSection(string Name, ImmutableArray<Setting> Settings, Func<IServiceProvider, IEnumerable<string>> Problems)
{
    /// <summary>The section of a class of options.</summary>
    public static SettingSection Of<T>(string name)
        where T : class, new()
    {
        var defaults = new T();
        ImmutableArray<PropertyInfo> properties = [.. typeof(T).GetProperties(BindingFlags.Public | BindingFlags.Instance).Where(property => property.CanWrite)];
        return new(name, [.. properties.Select(property => Setting.Of(name, property, defaults))], services => ProblemsOf<T>(name, services, properties));
    }

    private static IEnumerable<string> ProblemsOf<T>(string section, IServiceProvider services, ImmutableArray<PropertyInfo> properties)
        where T : class
    {
        try
        {
            _ = services.GetRequiredService<IOptions<T>>().Value;
            return [];
        }
        catch (OptionsValidationException exception)
        {
            return exception.Failures.Select(failure => Named(section, typeof(T), WithoutHead(failure, section, properties), properties));
        }
    }

    // Where a generated validator has words of its own, it names the class: `The field HubOptions.TimeoutSeconds must be between 1 and 600.`
    private static string Named(string section, Type options, string failure, ImmutableArray<PropertyInfo> properties) =>
        properties.FirstOrDefault(property => failure.StartsWith($"The field {options.Name}.{property.Name} ", StringComparison.Ordinal)) is { } meant
            ? $"{section}__{meant.Name}{failure[$"The field {options.Name}.{meant.Name}".Length..]}"
            : failure;

    // The generated validators put the property's name before what is said of it, others the section's.
    private static string WithoutHead(string failure, string section, ImmutableArray<PropertyInfo> properties) =>
        failure.IndexOf(": ", StringComparison.Ordinal) is var end and > 0 && properties.Select(property => property.Name).Append(section).Any(head => failure.AsSpan(0, end).SequenceEqual(head)) ? failure[(end + 2)..] : failure;
}
