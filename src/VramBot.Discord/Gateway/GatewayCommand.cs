namespace VramBot.Discord.Gateway;

/// <summary>A frame to Discord.</summary>
/// <param name="Op">What it is about.</param>
/// <param name="D">What it carries.</param>
internal sealed record GatewayCommand<T>(GatewayOp Op, T D);
