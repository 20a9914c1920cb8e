using System.Net;
using VramBot.Hub.Transport;

namespace VramBot.Hub.Tests.Transport;

public sealed class HubConnectionsTests
{
    [Theory]
    [InlineData("https://huggingface.co/a", true)]
    [InlineData("https://cdn-lfs.example.org/a?x=1", true)]
    [InlineData("https://93.184.215.14/a", true)]
    [InlineData("http://cdn-lfs.example.org/a", false)]
    [InlineData("https://cdn-lfs.example.org:8443/a", false)]
    [InlineData("https://user:word@cdn-lfs.example.org/a", false)]
    [InlineData("https://localhost/a", false)]
    [InlineData("https://127.0.0.1/a", false)]
    [InlineData("https://10.0.0.1/a", false)]
    [InlineData("https://169.254.169.254/latest/meta-data", false)]
    [InlineData("https://192.168.1.1/a", false)]
    [InlineData("https://[::1]/a", false)]
    [InlineData("https://[fd00::1]/a", false)]
    [InlineData("https://[::ffff:10.0.0.1]/a", false)]
    [InlineData("https://2130706433/a", false)]
    [InlineData("file:///etc/passwd", false)]
    public void The_public_hub_may_point_to_public_places_over_https(string address, bool may)
    {
        using var connections = new HubConnections(new("https://huggingface.co/"));
        Assert.Equal(may, connections.MayLeadTo(new(address)));
    }

    [Theory]
    [InlineData("http://127.0.0.1:5/a", true)]
    [InlineData("http://10.0.0.1/a", false)]
    [InlineData("http://example.org/a", false)]
    public void A_hub_on_this_machine_may_point_to_this_machine(string address, bool may)
    {
        using var connections = new HubConnections(new("http://127.0.0.1:4000/"));
        Assert.Equal(may, connections.MayLeadTo(new(address)));
    }

    [Fact]
    public async Task A_name_that_leads_to_this_machine_is_not_connected_to()
    {
        using var connections = new HubConnections(new("https://hub.invalid/"));
        using var request = new HttpRequestMessage(HttpMethod.Get, "https://localhost./");
        var fault = await Assert.ThrowsAnyAsync<Exception>(() => connections.SendAsync(request, TestContext.Current.CancellationToken));
        while (fault is not HubException && fault.InnerException is { } inner)
            fault = inner;
        Assert.True(fault is HubException { Failure: HubFailure.Redirected } or System.Net.Sockets.SocketException, fault.ToString());
    }

    [Theory]
    [InlineData("8.8.8.8", false)]
    [InlineData("2606:4700::1111", false)]
    [InlineData("172.31.255.255", true)]
    [InlineData("100.64.0.1", true)]
    [InlineData("0.0.0.0", true)]
    [InlineData("224.0.0.1", true)]
    [InlineData("::", true)]
    [InlineData("fe80::1", true)]
    [InlineData("64:ff9b::a00:1", true)]
    public void Private_addresses_are_known(string address, bool isPrivate) => Assert.Equal(isPrivate, PrivateAddresses.Contain(IPAddress.Parse(address)));

    [Theory]
    [InlineData("https://huggingface.co", true)]
    [InlineData("https://mirror.example.org/hub/", true)]
    [InlineData("http://127.0.0.1:8000", true)]
    [InlineData("http://example.org", false)]
    [InlineData("https://user@example.org", false)]
    [InlineData("https://example.org/?q=1", false)]
    [InlineData("ftp://example.org", false)]
    [InlineData("", false)]
    [InlineData("not an address", false)]
    public void The_address_of_a_hub_is_https_or_on_this_machine(string address, bool isGood) =>
        Assert.Equal(isGood, new HubOptions.AddressValidator().Validate(null, new() { BaseUrl = address }).Succeeded);

    [Theory]
    [InlineData(null, true)]
    [InlineData("hf_abc123", true)]
    [InlineData("hf_abc\n", false)]
    [InlineData("hf abc", false)]
    public void A_token_is_one_word(string? token, bool isGood) => Assert.Equal(isGood, new HubOptions.AddressValidator().Validate(null, new() { Token = token }).Succeeded);
}
