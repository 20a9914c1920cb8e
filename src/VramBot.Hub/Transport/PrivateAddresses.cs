using System.Net;
using System.Net.Sockets;

namespace VramBot.Hub.Transport;

/// <summary>Addresses that are not of the public internet: no redirect may lead there.</summary>
/// <remarks>Source: the special-purpose registries of IANA for IPv4 and IPv6 (RFC 6890, RFC 8190).</remarks>
internal static class PrivateAddresses
{
    private static readonly IPNetwork[] Networks =
    [
        .. new[]
        {
            "0.0.0.0/8", "10.0.0.0/8", "100.64.0.0/10", "127.0.0.0/8", "169.254.0.0/16", "172.16.0.0/12", "192.0.0.0/24", "192.0.2.0/24", "192.88.99.0/24",
            "192.168.0.0/16", "198.18.0.0/15", "198.51.100.0/24", "203.0.113.0/24", "224.0.0.0/4", "240.0.0.0/4",
            "::/127", "::ffff:0:0/96", "64:ff9b::/96", "64:ff9b:1::/48", "100::/64", "2001::/23", "2001:db8::/32", "2002::/16", "fc00::/7", "fe80::/10", "ff00::/8",
        }.Select(IPNetwork.Parse),
    ];

    /// <summary>Whether an address is one of them; an IPv4 address in IPv6 clothes is looked at as IPv4.</summary>
    public static bool Contain(IPAddress address)
    {
        var plain = address.IsIPv4MappedToIPv6 ? address.MapToIPv4() : address;
        return plain.AddressFamily is not (AddressFamily.InterNetwork or AddressFamily.InterNetworkV6)
            || Array.Exists(Networks, network => network.BaseAddress.AddressFamily == plain.AddressFamily && network.Contains(plain));
    }
}
