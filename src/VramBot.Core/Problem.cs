namespace VramBot.Core;

/// <summary>Something that a person asked for and that cannot be answered, said so that they can fix it.</summary>
/// <param name="Code">A stable name for programs and tests, for example <c>model.unknown</c>.</param>
/// <param name="Saw">What was read, as the person typed it.</param>
/// <param name="Expected">What would have worked, as a whole sentence.</param>
/// <param name="Try">A whole line that parses, or an empty string while the line is not known yet.</param>
public sealed record Problem(string Code, string Saw, string Expected, string Try = "");
