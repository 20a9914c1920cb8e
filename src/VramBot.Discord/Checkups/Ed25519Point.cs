using System.Numerics;

namespace VramBot.Discord.Checkups;

/// <summary>Whether 32 bytes are a public key at all: half of all that a slip of the hand makes of one are not.</summary>
/// <remarks>Source: RFC 8032, section 5.1.3: of the curve −x² + y² = 1 + d·x²·y² modulo p = 2²⁵⁵ − 19 a key is y, so that (y² − 1) / (d·y² + 1) has to be a square.</remarks>
internal static class Ed25519Point
{
    private static readonly BigInteger P = BigInteger.Pow(2, 255) - 19;
    private static readonly BigInteger D = Mod(-121665 * BigInteger.ModPow(121666, P - 2, P));

    /// <summary>Whether they are.</summary>
    /// <param name="key">The bytes as they are sent: y, the lowest byte first, the topmost bit being the sign of x.</param>
    public static bool IsOnCurve(ReadOnlySpan<byte> key)
    {
        Span<byte> bytes = stackalloc byte[key.Length];
        key.CopyTo(bytes);
        bytes[^1] &= 0x7F;
        var y = new BigInteger(bytes, isUnsigned: true);
        if (y >= P)
            return false;
        var square = Mod(((y * y) - 1) * BigInteger.ModPow(Mod((D * y * y) + 1), P - 2, P));
        return square.IsZero || BigInteger.ModPow(square, (P - 1) / 2, P).IsOne;
    }

    private static BigInteger Mod(BigInteger value) => ((value % P) + P) % P;
}
