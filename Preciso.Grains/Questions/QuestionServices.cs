using Microsoft.Extensions.AI;
using Microsoft.Extensions.Configuration;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Options;
using Preciso.Grains.Core;
using Preciso.Grains.Core.Events;
using Preciso.Grains.Jobs;
using Preciso.Grains.Questions.Caching;
using Preciso.Grains.Questions.Computing;
using Preciso.Grains.Questions.Embedders;
using Preciso.Grains.Questions.Indexing;
using Preciso.Grains.Questions.Planning;
using Preciso.Grains.Questions.Policies;
using Preciso.Grains.Questions.Retrieving;
using Preciso.Grains.Questions.Threads;
using Preciso.Questions;

namespace Preciso.Grains.Questions;

public static class QuestionServices
{
    /// <summary>Finding and answering.</summary>
    public static IServiceCollection AddQuestions(this IServiceCollection services, IConfiguration configuration) => services
        .AddSingleton<IEmbeddingGenerator<string, Embedding<float>>, HashedNGramEmbedder>()
        .AddSingleton(Lexicon.Default)
        .AddSingleton<Planner>()
        .AddSingleton<Vocabularies>()
        .AddSingleton<UnansweredReasons>()
        .AddSingleton<IPassageIndex, ChunkIndex>()
        .AddSingleton<Retrieval>()
        .AddJob<AskHandler>(QuestionJobs.Ask)
        .AddSingleton<QuestionRules>()
        .AddSingleton<IQuestions, QuestionService>()
        .AddSingleton<IThreads, ThreadQueries>()
        .AddSingleton<Suggestions>()
        .AddSingleton<IAnswers, AnswerQueries>()
        .AddSingleton<AnswerRelease>()
        .AddSingleton<IShownResult>(services => services.GetRequiredService<AnswerRelease>())
        .AddSingleton<IAnswerPolicies, AnswerPolicies>()
        .AddSingleton<IChore, OldAnswers>()
        .AddEmbedders(configuration);

    private static IServiceCollection AddEmbedders(this IServiceCollection services, IConfiguration configuration)
    {
        services.AddSingleton<IValidateOptions<EmbedderOptions>, EmbedderOptionsValidation>();
        services.AddOptions<EmbedderOptions>().Bind(configuration.GetSection(EmbedderOptions.Section)).ValidateOnStart();
        return services
            .AddSingleton<EmbedderCatalog>()
            .AddSingleton<QuestionVectors>()
            .AddJob<EmbedHandler>(QuestionJobs.Embed)
            .AddSingleton<IEventConsumer, NewPassages>()
            .AddSingleton<IEmbedders, EmbedderQueries>();
    }
}
