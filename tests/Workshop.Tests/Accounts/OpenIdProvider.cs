using System.Buffers.Text;
using System.Security.Cryptography;
using System.Text;
using System.Text.Json;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Http;
using Microsoft.Extensions.Logging;

namespace Workshop.Tests.Accounts;

/// <summary>The least that is an OpenID provider: discovery, authorization, token and keys, on a port of this machine.</summary>
internal sealed class OpenIdProvider : IAsyncDisposable
{
    public const string ClientId = "workshop";
    public const string ClientSecret = "a secret of the client";

    private static readonly string[] ResponseTypes = ["code"];
    private static readonly string[] SubjectTypes = ["public"];
    private static readonly string[] Algorithms = ["RS256"];

    private readonly WebApplication _app;
    private readonly RSA _key = RSA.Create(2048);
    private string? _nonce;
    private string? _challenge;

    private OpenIdProvider(WebApplication app) => _app = app;

    public string Address => _app.Urls.Single();

    public string Subject { get; set; } = "subject-1";

    public string Email { get; set; } = "ada@example.org";

    public bool IsVerified { get; set; } = true;

    /// <summary>In place of the one that the portal asked for.</summary>
    public string? OtherNonce { get; set; }

    /// <summary>In place of the one whose key is published.</summary>
    public RSA? OtherKey { get; set; }

    public int Requests { get; private set; }

    public static async Task<OpenIdProvider> StartAsync()
    {
        var builder = WebApplication.CreateSlimBuilder();
        builder.Logging.ClearProviders();
        var app = builder.Build();
        app.Urls.Add("http://127.0.0.1:0");
        var provider = new OpenIdProvider(app);
        app.Use((context, next) =>
        {
            provider.Requests++;
            return next(context);
        });
        app.MapGet("/.well-known/openid-configuration", provider.Discover);
        app.MapGet("/keys", provider.Keys);
        app.MapGet("/authorize", provider.Authorize);
        app.MapPost("/token", provider.TokenAsync);
        await app.StartAsync();
        return provider;
    }

    /// <summary>As it was when it was started.</summary>
    public void Reset()
    {
        (Subject, Email, IsVerified) = ("subject-1", "ada@example.org", true);
        (OtherNonce, OtherKey, Requests) = (null, null, 0);
    }

    public async ValueTask DisposeAsync()
    {
        await _app.DisposeAsync();
        _key.Dispose();
    }

    private IResult Discover() => Results.Json(new
    {
        issuer = Address,
        authorization_endpoint = Address + "/authorize",
        token_endpoint = Address + "/token",
        jwks_uri = Address + "/keys",
        response_types_supported = ResponseTypes,
        subject_types_supported = SubjectTypes,
        id_token_signing_alg_values_supported = Algorithms,
    });

    private IResult Keys()
    {
        var key = _key.ExportParameters(includePrivateParameters: false);
        return Results.Json(new
        {
            keys = new[] { new { kty = "RSA", use = "sig", alg = "RS256", kid = "1", n = Base64Url.EncodeToString(
                key.Modulus), e = Base64Url.EncodeToString(key.Exponent) } },
        });
    }

    private IResult Authorize(HttpRequest request)
    {
        (_nonce, _challenge) = (request.Query["nonce"], request.Query["code_challenge"]);
        return Results.Redirect($"{request.Query["redirect_uri"]}?code=the-code&state={Uri.EscapeDataString(request.Query["state"]!)}");
    }

    private async Task<IResult> TokenAsync(HttpRequest request)
    {
        var form = await request.ReadFormAsync();
        var challenge = Base64Url.EncodeToString(SHA256.HashData(Encoding.ASCII.GetBytes(form["code_verifier"].ToString())));
        if (form["code"] != "the-code" || form["client_secret"] != ClientSecret || challenge != _challenge)
        {
            return Results.BadRequest(new { error = "invalid_grant" });
        }

        return Results.Json(new { access_token = "unused", token_type = "Bearer", id_token = IdToken() });
    }

    private string IdToken()
    {
        var now = DateTimeOffset.UtcNow.ToUnixTimeSeconds();
        var signed = Encode(new { alg = "RS256", typ = "JWT", kid = "1" }) + "." + Encode(new
        {
            iss = Address,
            sub = Subject,
            aud = ClientId,
            iat = now,
            exp = now + 300,
            nonce = OtherNonce ?? _nonce,
            email = Email,
            email_verified = IsVerified,
        });
        return signed + "." + Base64Url.EncodeToString(
            (OtherKey ?? _key).SignData(Encoding.ASCII.GetBytes(signed), HashAlgorithmName.SHA256, RSASignaturePadding.Pkcs1));
    }

    private static string Encode<T>(T value) => Base64Url.EncodeToString(JsonSerializer.SerializeToUtf8Bytes(value));
}
