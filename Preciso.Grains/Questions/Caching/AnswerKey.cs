using System.Security.Cryptography;
using System.Text;
using System.Text.Json;
using Preciso.Questions;

namespace Preciso.Grains.Questions.Caching;

/// <summary>
/// All that an answer depends on, as one digest: whose it is and what they may see now, the question as it is understood with its
/// restriction, what the tenant decided, and what plans, computes and writes. Two are equal or not, never near.
/// </summary>
public static class AnswerKey
{
    /// <summary>No model writes: it is computed, or in the documents' words.</summary>
    private const string Model = "extractive";

    /// <summary>What plans and answers, with its word lists: each build has a name of its own.</summary>
    private static readonly string Build = string.Join(
        '/', new[] { typeof(AnswerKey), typeof(Reading.Facts.FactReader), typeof(AskQuestion) }
            .Select(type => type.Assembly.ManifestModule.ModuleVersionId));

    /// <summary>As it is answered: what only differs in spaces and in how its letters are put together is one question.</summary>
    public static string Normal(string question) =>
        string.Join(' ', question.Normalize(NormalizationForm.FormC).Split((char[]?)null, StringSplitOptions.RemoveEmptyEntries));

    /// <param name="asked">With the question as it is understood. Which conversation it belongs to does not count.</param>
    public static byte[] Make(Caller asker, AskQuestion asked, AskBasis basis)
    {
        var question = asked with { ThreadId = null, DocumentIds = asked.DocumentIds?.Distinct().Order().ToList() };
        var parts = new { asker.TenantId, asker.UserId, basis.Sees, question, basis.Policy, basis.Measures, basis.Embedder, Model, Build };
        return SHA256.HashData(JsonSerializer.SerializeToUtf8Bytes(parts, PrecisoJson.Options));
    }
}
