namespace VramBot.Hosting.Tests.Replicas;

/// <summary>What stands in front of the replicas.</summary>
internal interface IReplicaProxy : IAsyncDisposable
{
    /// <summary>Where platforms send their requests.</summary>
    Uri Address { get; }
}
