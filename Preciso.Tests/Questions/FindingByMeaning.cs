using Microsoft.Extensions.DependencyInjection;
using Preciso.Grains.Questions.Embedders;
using Preciso.Grains.Questions.Planning;
using Preciso.Grains.Questions.Retrieving;
using Preciso.Tests.World;

namespace Preciso.Tests.Questions;

internal static class FindingByMeaning
{
    /// <summary>What is found for a question, as it is asked of a tenant whose embedder this is.</summary>
    public static async Task<IReadOnlyList<Candidate>> FindByMeaning(
        this TestSilo silo, Caller caller, string? serving, string question, CancellationToken cancel)
    {
        var meaning = await silo.Services.GetRequiredService<QuestionVectors>().Find(caller, serving, question, cancel);
        var plan = silo.Services.GetRequiredService<Planner>().Plan(question);
        return await silo.Database.Query(
            caller.TenantId,
            connection => silo.Services.GetRequiredService<Retrieval>().Find(
                connection, caller, question, plan, Restriction.None, cancel, meaning: meaning.Vector),
            cancel);
    }
}
