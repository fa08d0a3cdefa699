using System.Text.RegularExpressions;
using Microsoft.Extensions.Options;

namespace Preciso.Grains.Questions.Embedders;

/// <summary>Says what to set, and never what was set: an endpoint has a key.</summary>
public sealed partial class EmbedderOptionsValidation : IValidateOptions<EmbedderOptions>
{
    /// <summary>The longest that an index takes.</summary>
    private const int LongestVector = 4000;

    public ValidateOptionsResult Validate(string? name, EmbedderOptions options)
    {
        var problems = options.Onnx.SelectMany(one => Problems($"Onnx__{one.Key}", one.Key, one.Value).Concat(Problems(one.Key, one.Value)))
            .Concat(options.Endpoints.SelectMany(
                one => Problems($"Endpoints__{one.Key}", one.Key, one.Value).Concat(Problems(one.Key, one.Value))))
            .Concat(options.QuestionSeconds is > 0 and <= 60 ? []
                : ["Preciso__Embedders__QuestionSeconds is above 0 and at most 60: for so long a question waits for its vector."])
            .Concat(options.Onnx.Keys.Intersect(options.Endpoints.Keys).Select(
                twice => $"Preciso__Embedders has '{twice}' both under Onnx and under Endpoints. Give one of them another name."))
            .ToList();
        return problems.Count > 0 ? ValidateOptionsResult.Fail(problems) : ValidateOptionsResult.Success;
    }

    private static IEnumerable<string> Problems(string where, string name, OfferedEmbedder embedder)
    {
        if (!Name().IsMatch(name) || name == ArcticXs.Name)
        {
            yield return $"Preciso__Embedders__{where}: a name has small letters, digits, '.', '_' and '-', and is not {ArcticXs.Name}.";
        }
        if (embedder.Version < 1)
        {
            yield return $"Preciso__Embedders__{where}__Version counts from 1.";
        }
        if (embedder.Dimensions is < 1 or > LongestVector)
        {
            yield return $"Set Preciso__Embedders__{where}__Dimensions to the length of its vectors, 1 to {LongestVector}.";
        }
    }

    private static IEnumerable<string> Problems(string name, EncoderOptions encoder)
    {
        foreach (var file in (string[])[OnnxEmbedder.ModelFile, OnnxEmbedder.VocabularyFile])
        {
            if (!File.Exists(Path.Combine(encoder.Folder, file)))
            {
                yield return $"Preciso__Embedders__Onnx__{name}__Folder is not a folder with {file}. Put model and vocabulary into one.";
            }
        }
        if (encoder.LongestText is < 8 or > 8192)
        {
            yield return $"Preciso__Embedders__Onnx__{name}__LongestText is 8 to 8192 tokens.";
        }
    }

    private static IEnumerable<string> Problems(string name, EndpointOptions endpoint)
    {
        if (!Uri.TryCreate(endpoint.Url, UriKind.Absolute, out var url) || url is not { Scheme: "http" or "https", Host.Length: > 0 })
        {
            yield return $"Set Preciso__Embedders__Endpoints__{name}__Url like https://api.example.com/v1, without /embeddings.";
        }
        else if (url.Scheme == "http" && !endpoint.AllowPrivate)
        {
            yield return
                $"Preciso__Embedders__Endpoints__{name}__Url needs https; http only with __AllowPrivate, within one's own network.";
        }
        if (string.IsNullOrWhiteSpace(endpoint.Model))
        {
            yield return $"Set Preciso__Embedders__Endpoints__{name}__Model to what the endpoint calls the model.";
        }
        if (string.IsNullOrWhiteSpace(endpoint.Key))
        {
            yield return $"Set Preciso__Embedders__Endpoints__{name}__Key; an endpoint that needs none takes any word.";
        }
    }

    [GeneratedRegex("^[a-z0-9][a-z0-9._-]{0,58}$")]
    private static partial Regex Name();
}
