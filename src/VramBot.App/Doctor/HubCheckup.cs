using System.Net;
using Microsoft.Extensions.Options;
using VramBot.Chat;
using VramBot.Chat.Checkups;
using VramBot.Hub;

namespace VramBot.App.Doctor;

/// <summary>Asks the hub whose the token is.</summary>
internal sealed class HubCheckup(IOptions<HubOptions> hub) : ICheckup
{
    private const string Check = "hub token";
    private static readonly TimeSpan Patience = TimeSpan.FromSeconds(8);

    public string Name => "hub";

    public async Task<IReadOnlyList<Finding>> ExamineAsync(CancellationToken cancellationToken)
    {
        var options = hub.Value;
        if (!options.Enabled)
            return [Finding.Fine(Name, "switched off by Hub__Enabled: models outside the catalog are not read")];
        if (string.IsNullOrWhiteSpace(options.Token))
            return [Finding.Fine(Check, "none is set: gated and private models are not read")];
        using var client = ApiTransport.Create(options.BaseUrl, $"VramBot/{BotVersion.Text}");
        client.Timeout = Patience;
        using var request = new HttpRequestMessage(HttpMethod.Get, "api/whoami-v2");
        request.Headers.Authorization = new("Bearer", options.Token);
        try
        {
            using var answer = await client.SendAsync(request, HttpCompletionOption.ResponseHeadersRead, cancellationToken);
            return [answer.StatusCode switch
            {
                HttpStatusCode.OK => Finding.Fine(Check, "the hub knows it"),
                HttpStatusCode.Unauthorized or HttpStatusCode.Forbidden => Finding.Broken(Check, $"the hub refuses it ({(int)answer.StatusCode})", "Make a new one with read access on the hub's page of tokens and set Hub__Token to it, or leave it out."),
                _ => Finding.Warning(Check, $"the hub answers with {(int)answer.StatusCode}", "Try again in a minute."),
            }];
        }
        catch (Exception exception) when (exception is HttpRequestException || (exception is OperationCanceledException && !cancellationToken.IsCancellationRequested))
        {
            return [Finding.Warning(Check, "the hub could not be asked", "See what is said of its network.")];
        }
    }
}
