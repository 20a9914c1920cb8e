using System.Text.Encodings.Web;
using Microsoft.AspNetCore.Http;

namespace VramBot.Slack.Install;

/// <summary>The plain page that ends an installation, well or not.</summary>
internal static class InstallPage
{
    /// <summary>Writes it. Nothing on it is run, loaded, framed or kept.</summary>
    public static Task WriteAsync(HttpContext context, int status, string title, string text)
    {
        var response = context.Response;
        response.StatusCode = status;
        response.ContentType = "text/html; charset=utf-8";
        response.Headers.ContentSecurityPolicy = "default-src 'none'; base-uri 'none'; form-action 'none'; frame-ancestors 'none'";
        response.Headers.XContentTypeOptions = "nosniff";
        response.Headers.XFrameOptions = "DENY";
        response.Headers["Referrer-Policy"] = "no-referrer";
        response.Headers.CacheControl = "no-store";
        var (heading, words) = (HtmlEncoder.Default.Encode(title), HtmlEncoder.Default.Encode(text));
        return response.WriteAsync(
            $"<!doctype html>\n<html lang=\"en\">\n<head><meta charset=\"utf-8\"><meta name=\"viewport\" content=\"width=device-width\"><title>{heading}</title></head>\n<body><main><h1>{heading}</h1><p>{words}</p></main></body>\n</html>\n",
            context.RequestAborted);
    }
}
