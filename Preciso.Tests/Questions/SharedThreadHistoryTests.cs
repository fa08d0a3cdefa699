using System.Text.Json;
using Microsoft.Extensions.DependencyInjection;
using Preciso.Documents;
using Preciso.Questions;
using Preciso.Tenants;
using Preciso.Tests.World;

namespace Preciso.Tests.Questions;

/// <summary>
/// Random histories of one conversation that is shared, left and taken back while documents are shared and taken back and several people
/// ask, against a model that a person can check by eye: nobody ever sees a word of a document that they may not read then.
/// </summary>
public sealed class SharedThreadHistoryTests(TestSilo silo) : IClassFixture<TestSilo>
{
    private const int Steps = 40;
    private static readonly string[] Plants = ["서울", "부산", "대구"];

    private static CancellationToken Cancel => TestContext.Current.CancellationToken;

    private IAnswers Answers => silo.Services.GetRequiredService<IAnswers>();

    [Theory]
    [InlineData(1)]
    [InlineData(2)]
    [InlineData(3)]
    public async Task Nobody_sees_a_word_that_they_may_not_read(int seed)
    {
        var random = new Random(seed);
        var model = await Setup();

        for (var step = 0; step < Steps; step++)
        {
            var did = await model.Step(random);
            foreach (var person in model.People)
            {
                await AssertSees(model, person, $"seed {seed}, step {step}: {did}");
            }
        }

        Assert.Contains((true, true), model.Told);
        Assert.Contains((true, false), model.Told);
    }

    private async Task AssertSees(Model model, Caller person, string when)
    {
        var found = JsonSerializer.Serialize(await Answers.Search(person, new AnswerFilter("매출"), Cancel), PrecisoJson.Options);
        if (!model.MayEnter(person))
        {
            var refused = await Assert.ThrowsAsync<ProblemException>(() => silo.Threads.Questions(person, model.Thread, null, 50, Cancel));
            Assert.True(refused.Code == "thread_not_found" && found == """{"items":[]}""", when);
            return;
        }
        var questions = (await silo.Threads.Questions(person, model.Thread, null, 50, Cancel)).Items;
        var shown = JsonSerializer.Serialize(questions, PrecisoJson.Options);

        for (var i = 0; i < model.Documents.Count; i++)
        {
            var document = model.Documents[i];
            var maySee = model.MayRead(person, i);
            Assert.True(maySee || !$"{shown}{found}".Contains(document.Secret, StringComparison.Ordinal), $"text of {i}, {when}");
            Assert.True(maySee || !$"{shown}{found}".Contains(document.Filename, StringComparison.Ordinal), $"name of {i}, {when}");
            var isAnswered = model.Answered.Contains(i);
            Assert.True(!maySee || !isAnswered || shown.Contains(document.Secret, StringComparison.Ordinal), $"lack of {i}, {when}");
            model.Told.Add((isAnswered, maySee));
        }
        Assert.All(
            questions.Where(question => !question.IsOwn),
            question => Assert.True(question is { Rating: null, Answer: null or { Searched: null, Missing: null } }, when));
        Assert.True(model.Asked == questions.Count, $"count, {when}");
    }

    private async Task<Model> Setup()
    {
        var admin = await silo.NewTenant();
        Caller[] people = [admin, await silo.NewUser(admin), await silo.NewUser(admin)];
        var team = await silo.NewTeam(admin, people[2]);
        var documents = new List<SecretDocument>();
        for (var i = 0; i < Plants.Length; i++)
        {
            var (secret, filename) = ($"{7001 + (i * 111)}", $"paper-{Guid.CreateVersion7():N}.txt");
            var id = await silo.UploadReady(people[i], filename, $"{Plants[i]} 공장의 2024년 매출은 {secret}억 원이다.");
            documents.Add(new SecretDocument(id, people[i], secret, filename));
        }
        var first = await silo.Ask(admin, $"{Plants[0]} 공장의 2024년 매출은 얼마인가?");
        return new Model(silo, people, team, documents, first.ThreadId!.Value);
    }

    private sealed record SecretDocument(Guid Id, Caller Owner, string Secret, string Filename);

    private sealed class Model(TestSilo silo, Caller[] people, Guid team, List<SecretDocument> documents, Guid thread)
    {
        private readonly HashSet<(int Document, Guid Person)> _readers = [];
        private readonly HashSet<Guid> _grants = []; // people and the team, to which the last person belongs
        private readonly HashSet<Guid> _left = [];

        public Caller[] People => people;

        public IReadOnlyList<SecretDocument> Documents => documents;

        public Guid Thread => thread;

        public HashSet<int> Answered { get; } = [0];

        public int Asked { get; private set; } = 1;

        /// <summary>What came up: a history in which nothing was withheld proves nothing.</summary>
        public HashSet<(bool IsAnswered, bool MaySee)> Told { get; } = [];

        public bool MayRead(Caller person, int document) =>
            documents[document].Owner.UserId == person.UserId || _readers.Contains((document, person.UserId));

        public bool MayEnter(Caller person) => person == people[0] || (!_left.Contains(person.UserId)
            && (_grants.Contains(person.UserId) || (person == people[2] && _grants.Contains(team))));

        public Task<string> Step(Random random)
        {
            var (person, document) = (random.GetItems(people, 1)[0], random.Next(documents.Count));
            return random.Next(100) switch
            {
                < 25 => ShareDocument(document, person),
                < 40 => UnshareDocument(document, person),
                < 60 => ShareThread(random.Next(3) == 0 ? null : random.GetItems(people[1..], 1)[0]),
                < 70 => UnshareThread(random.Next(3) == 0 ? null : random.GetItems(people[1..], 1)[0]),
                < 76 => Leave(person),
                _ => Ask(person, document),
            };
        }

        private async Task<string> Ask(Caller person, int document)
        {
            var question = new AskQuestion($"{Plants[document]} 공장의 2024년 매출은 얼마인가?", ThreadId: thread);
            var asked = await Try(() => silo.Questions.Ask(person, question, null, Cancel));
            Assert.Equal(MayEnter(person), asked);
            Asked += asked ? 1 : 0;
            if (asked && MayRead(person, document))
            {
                Answered.Add(document);
            }
            return $"{person.UserId} asks about {document}: {asked}";
        }

        private async Task<string> ShareDocument(int document, Caller person)
        {
            var (id, owner) = (documents[document].Id, documents[document].Owner);
            await silo.Grains.Get<IDocumentGrain>(id, owner).Share(new ShareDocument(person.UserId, null, SharePermission.Read));
            _readers.Add((document, person.UserId));
            return $"share {document} with {person.UserId}";
        }

        private async Task<string> UnshareDocument(int document, Caller person)
        {
            var (id, owner) = (documents[document].Id, documents[document].Owner);
            await silo.Grains.Get<IDocumentGrain>(id, owner).Unshare(new UnshareDocument(person.UserId, null));
            _readers.Remove((document, person.UserId));
            return $"unshare {document} from {person.UserId}";
        }

        private async Task<string> ShareThread(Caller? person)
        {
            await silo.Grains.Get<IThreadGrain>(thread, people[0])
                .Share(new ShareThread(person?.UserId, person is null ? team : null));
            if (_grants.Add(person?.UserId ?? team))
            {
                _left.Remove(person?.UserId ?? people[2].UserId);
            }
            return $"share the conversation with {person?.UserId ?? team}";
        }

        private async Task<string> UnshareThread(Caller? person)
        {
            await silo.Grains.Get<IThreadGrain>(thread, people[0])
                .Unshare(new UnshareThread(person?.UserId, person is null ? team : null));
            _grants.Remove(person?.UserId ?? team);
            return $"take the conversation from {person?.UserId ?? team}";
        }

        private async Task<string> Leave(Caller person)
        {
            var left = await Try(() => silo.Grains.Get<IThreadGrain>(thread, person).Leave(new LeaveThread()));
            Assert.Equal(person != people[0] && MayEnter(person), left);
            if (left)
            {
                _left.Add(person.UserId);
                _grants.Remove(person.UserId);
            }
            return $"{person.UserId} leaves: {left}";
        }

        private static async Task<bool> Try(Func<Task> act)
        {
            try
            {
                await act();
                return true;
            }
            catch (ProblemException e) when (e.Kind == ProblemKind.NotFound || e.Code == "thread_own")
            {
                return false;
            }
        }
    }
}
