namespace VramBot.Hub;

/// <summary>How far reading a model is.</summary>
/// <param name="FilesRead">Files read.</param>
/// <param name="Files">Files to read.</param>
/// <param name="BytesRead">Bytes read so far.</param>
public readonly record struct HubProgress(int FilesRead, int Files, long BytesRead);
