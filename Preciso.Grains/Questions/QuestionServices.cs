using Microsoft.Extensions.AI;
using Microsoft.Extensions.DependencyInjection;
using Preciso.Questions.Indexing;
using Preciso.Questions.Planning;
using Preciso.Questions.Retrieving;

namespace Preciso.Questions;

public static class QuestionServices
{
    /// <summary>Finding and answering.</summary>
    public static IServiceCollection AddQuestions(this IServiceCollection services) => services
        .AddSingleton<IEmbeddingGenerator<string, Embedding<float>>, HashedNGramEmbedder>()
        .AddSingleton(Lexicon.Default)
        .AddSingleton<Planner>()
        .AddSingleton<ChunkIndex>()
        .AddSingleton<Retrieval>()
        .AddSingleton<QuestionJournal>()
        .AddSingleton<IQuestions, Questions>();
}
