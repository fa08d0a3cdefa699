using Preciso.Documents;
using Preciso.Questions;
using Preciso.Tenants;
using Preciso.Tests.World;

namespace Preciso.Tests.Documents;

/// <summary>
/// Random histories of share, unshare, team changes, moves between spaces, deletes and restores, against a model that a person can check
/// by eye: after every step, everyone's list, count, tags, spaces and trash, and everyone's answers, are exactly what the model says.
/// </summary>
public sealed class SharingHistoryTests(TestSilo silo) : IClassFixture<TestSilo>
{
    private const int Steps = 60;

    private readonly Dictionary<Guid, Answer> _most = [];

    private static CancellationToken Cancel => TestContext.Current.CancellationToken;

    [Theory]
    [InlineData(1)]
    [InlineData(2)]
    [InlineData(3)]
    public async Task What_people_see_follows_the_model_at_every_step(int seed)
    {
        var random = new Random(seed);
        var world = await Setup(seed);

        for (var step = 0; step < Steps; step++)
        {
            var did = await world.Step(random);
            foreach (var person in world.People)
            {
                await AssertSees(world, person, $"seed {seed}, step {step}: {did}");
            }
            foreach (var document in world.Documents)
            {
                await AssertTells(world, document, $"seed {seed}, step {step}: {did}");
            }
        }
    }

    private async Task AssertSees(Model world, Caller person, string when)
    {
        var expected = world.Documents.Where(document => world.MayRead(person, document)).ToHashSet();

        var listed = (await silo.Documents.List(person, new DocumentFilter(), Cancel)).Items.Select(item => item.Document.Id).ToHashSet();
        var answer = await silo.Questions.Ask(person, new AskQuestion("분기 매출은 얼마인가?", 50), null, Cancel);

        var total = await silo.Documents.Total(person, new DocumentFilter(), Cancel);
        var tags = (await silo.Library.Tags(person, Cancel)).Select(tag => tag.Tag).ToHashSet();
        var spaces = await silo.Library.Spaces(person, Cancel);
        var trash = (await silo.Library.Trash(person, null, 50, Cancel)).Items.Select(item => item.DocumentId).ToHashSet();

        Assert.True(expected.SetEquals(listed), $"list, {when}");
        Assert.True(expected.Count == total && total == spaces.All, $"count, {when}");
        Assert.True(expected.Select(Model.Tag).ToHashSet().SetEquals(tags), $"tags, {when}");
        Assert.True(world.SpacesOf(person).SetEquals(spaces.Items.Select(space => (space.Id, space.Documents))), $"spaces, {when}");
        Assert.True(world.TrashOf(person).SetEquals(trash), $"trash, {when}");
        Assert.True(expected.SetEquals(answer.Evidence.Select(e => e.DocumentId)), $"answer, {when}");
        await AssertKept(person, answer, expected, when);
    }

    /// <summary>The answer that cited the most, shown again, cites what may still be read and says that the rest is left out.</summary>
    private async Task AssertKept(Caller person, Answer answer, HashSet<Guid> expected, string when)
    {
        if (answer.Evidence.Count >= (_most.GetValueOrDefault(person.UserId)?.Evidence.Count ?? 0))
        {
            _most[person.UserId] = answer;
        }
        var given = _most[person.UserId];

        var shown = (await silo.Threads.Questions(person, given.ThreadId!.Value, null, 1, Cancel)).Items[0].Answer!;

        var cited = given.Evidence.Select(e => e.DocumentId).Where(expected.Contains).ToList();
        Assert.True(cited.SequenceEqual(shown.Evidence.Select(e => e.DocumentId)), $"kept answer, {when}");
        Assert.True(given.Evidence.Count - cited.Count == (shown.LeftOut ?? 0), $"what is left out, {when}");
        Assert.True(given.Statements!
            .Where(statement => statement.Evidence.All(number => expected.Contains(given.Evidence[number - 1].DocumentId)))
            .Select(statement => statement.Text).SequenceEqual(shown.Statements!.Select(statement => statement.Text)), $"text, {when}");
    }

    /// <summary>
    /// Who asks who may read a file is told exactly who does, each with a reason; who may not share it hears of themselves.
    /// </summary>
    private async Task AssertTells(Model world, Guid document, string when)
    {
        var readers = world.People.Where(person => world.MayRead(person, document)).ToList();
        foreach (var person in readers)
        {
            var told = (await silo.Documents.Readers(person, document, null, Cancel)).Items;

            var expected = world.MayShare(person, document) ? readers.Select(reader => reader.UserId) : [person.UserId];
            Assert.True(expected.ToHashSet().SetEquals(told.Select(reader => reader.UserId)), $"readers, {when}");
            Assert.All(told, reader => Assert.True(reader.IsOwner != (reader.Rights.Count > 0), $"reasons, {when}"));
            Assert.All(
                told,
                reader => Assert.True(
                    reader.CanShare == (reader.IsOwner || reader.Rights.Any(right => right.Permission == SharePermission.Share)),
                    $"permission, {when}"));
        }
    }

    private async Task<Model> Setup(int seed)
    {
        var admin = await silo.NewTenant();
        Caller[] people = [admin, await silo.NewUser(admin), await silo.NewUser(admin), await silo.NewUser(admin, Role.Viewer)];
        Guid[] teams = [await silo.NewTeam(admin), await silo.NewTeam(admin)];
        var model = new Model(silo.Grains, admin, people, teams);
        await model.MakeSpaces();
        for (var i = 0; i < 5; i++)
        {
            var owner = people[i % 3];
            var document = await silo.UploadReady(
                owner, $"d{i}.txt", $"분기 매출은 {seed * 1000 + i * 37}억 원이다. 문서 번호 {Guid.CreateVersion7()}");
            await silo.Grains.Get<IDocumentGrain>(document, owner).Tag(new TagDocument([Model.Tag(document)], []));
            model.Add(document, owner);
        }
        return model;
    }

    private sealed class Model(IGrains grains, Caller admin, Caller[] people, Guid[] teams)
    {
        private readonly Dictionary<Guid, Caller> _owners = [];
        private readonly Dictionary<(Guid Document, Guid Target), SharePermission> _grants = [];
        private readonly HashSet<(Guid Team, Guid User)> _members = [];
        private readonly HashSet<Guid> _deleted = [];
        private readonly Dictionary<Guid, (Guid Team, Guid Owner)> _spaces = []; // one of the two is empty
        private readonly Dictionary<Guid, Guid> _place = [];
        private readonly HashSet<(Guid Document, Guid Team)> _byPlace = [];

        public Caller[] People => people;

        public IEnumerable<Guid> Documents => _owners.Keys;

        public void Add(Guid document, Caller owner) => _owners.Add(document, owner);

        public bool MayRead(Caller person, Guid document) => !_deleted.Contains(document)
            && (_owners[document].UserId == person.UserId || GrantsOf(person, document).Any());

        public static string Tag(Guid document) => $"tag {document:N}"[..20] + document.ToString("N")[^12..];

        /// <summary>One of each person who may have one, and one of each team.</summary>
        public async Task MakeSpaces()
        {
            foreach (var team in teams)
            {
                await Join(team, admin);
                await MakeSpace(admin, team);
            }
            foreach (var person in people.Where(person => person.Role >= Role.Analyst))
            {
                await MakeSpace(person, null);
            }
        }

        public HashSet<(Guid Space, int Documents)> SpacesOf(Caller person) =>
        [
            .. _spaces.Keys.Where(space => SeesSpace(person, space)).Select(
                space => (space, _place.Count(placed => placed.Value == space && MayRead(person, placed.Key)))),
        ];

        public HashSet<Guid> TrashOf(Caller person) => [.. _deleted.Where(document => _owners[document].UserId == person.UserId)];

        public async Task<string> Step(Random random)
        {
            if (random.Next(4) == 0)
            {
                var by = random.GetItems(people, 1)[0];
                var moved = random.GetItems([.. _owners.Keys], 1)[0];
                return random.Next(3) == 0
                    ? await Restore(by, moved)
                    : await Move(by, moved, random.GetItems<Guid?>([null, .. _spaces.Keys.Select(space => (Guid?)space)], 1)[0]);
            }
            var document = random.GetItems([.. _owners.Keys], 1)[0];
            var person = random.GetItems(people, 1)[0];
            var team = random.GetItems(teams, 1)[0];
            switch (random.Next(100))
            {
                case < 30: return await Share(random.GetItems(people, 1)[0], document, person.UserId, null, random);
                case < 45: return await Share(random.GetItems(people, 1)[0], document, null, team, random);
                case < 65: return await Unshare(random.GetItems(people, 1)[0], document, person.UserId, null);
                case < 75: return await Unshare(random.GetItems(people, 1)[0], document, null, team);
                case < 87: return await Join(team, person);
                case < 97: return await Leave(team, person);
                default: return await Delete(person, document);
            }
        }

        private IEnumerable<SharePermission> GrantsOf(Caller person, Guid document) => _grants
            .Where(grant => grant.Key.Document == document
                && (grant.Key.Target == person.UserId || _members.Contains((grant.Key.Target, person.UserId))))
            .Select(grant => grant.Value);

        public bool MayShare(Caller person, Guid document) => MayRead(person, document)
            && (_owners[document].UserId == person.UserId || GrantsOf(person, document).Contains(SharePermission.Share));

        private async Task<string> Share(Caller by, Guid document, Guid? user, Guid? team, Random random)
        {
            var permission = random.Next(2) == 0 ? SharePermission.Read : SharePermission.Share;
            var did = await Try(by, document, grain => grain.Share(new ShareDocument(user, team, permission)));
            Assert.Equal(MayShare(by, document), did);
            if (did)
            {
                _grants[(document, user ?? team!.Value)] = permission;
                _byPlace.Remove((document, user ?? team!.Value));
            }
            return $"share {document} with {user ?? team}: {did}";
        }

        private async Task MakeSpace(Caller by, Guid? team)
        {
            var id = Guid.CreateVersion7();
            await grains.Get<ISpaceGrain>(id, by).Create(new CreateSpace($"Space {id:N}", team));
            _spaces[id] = (team ?? Guid.Empty, team is null ? by.UserId : Guid.Empty);
        }

        private bool SeesSpace(Caller person, Guid space) =>
            _spaces[space].Owner == person.UserId || _members.Contains((_spaces[space].Team, person.UserId));

        private async Task<string> Move(Caller by, Guid document, Guid? space)
        {
            var did = await Try(by, document, grain => grain.Move(new MoveDocument(space)));
            var stays = _place.TryGetValue(document, out var place) ? place == space : space is null;
            var mayPut = space is not { } to
                || (SeesSpace(by, to) && (_spaces[to].Team != Guid.Empty || _owners[document].UserId == by.UserId));
            Assert.Equal(MayShare(by, document) && (stays || mayPut), did);
            if (did && !stays)
            {
                if (_place.Remove(document, out var from) && _byPlace.Remove((document, _spaces[from].Team)))
                {
                    _grants.Remove((document, _spaces[from].Team));
                }
                if (space is { } into)
                {
                    _place[document] = into;
                    if (_spaces[into].Team is var team && team != Guid.Empty && _grants.TryAdd((document, team), SharePermission.Read))
                    {
                        _byPlace.Add((document, team));
                    }
                }
            }
            return $"move {document} into {space}: {did}";
        }

        private async Task<string> Restore(Caller by, Guid document)
        {
            var did = await Try(by, document, grain => grain.Restore(new RestoreDocument()));
            Assert.Equal(_owners[document].UserId == by.UserId, did);
            if (did)
            {
                _deleted.Remove(document);
            }
            return $"restore {document}: {did}";
        }

        private async Task<string> Unshare(Caller by, Guid document, Guid? user, Guid? team)
        {
            var did = await Try(by, document, grain => grain.Unshare(new UnshareDocument(user, team)));
            var liesThere = team is not null && _place.TryGetValue(document, out var place) && _spaces[place].Team == team;
            Assert.Equal(MayShare(by, document) && !liesThere, did);
            if (did)
            {
                _grants.Remove((document, user ?? team!.Value));
            }
            return $"unshare {document} from {user ?? team}: {did}";
        }

        private async Task<string> Delete(Caller by, Guid document)
        {
            var did = await Try(by, document, grain => grain.Delete(new DeleteDocument()));
            Assert.Equal(!_deleted.Contains(document) && _owners[document].UserId == by.UserId, did);
            if (did)
            {
                _deleted.Add(document);
            }
            return $"delete {document}: {did}";
        }

        private async Task<string> Join(Guid team, Caller person)
        {
            await grains.Get<ITeamGrain>(team, admin).AddMember(new AddTeamMember(person.UserId));
            _members.Add((team, person.UserId));
            return $"{person.UserId} joins {team}";
        }

        private async Task<string> Leave(Guid team, Caller person)
        {
            await grains.Get<ITeamGrain>(team, admin).RemoveMember(new RemoveTeamMember(person.UserId));
            _members.Remove((team, person.UserId));
            return $"{person.UserId} leaves {team}";
        }

        private async Task<bool> Try(Caller by, Guid document, Func<IDocumentGrain, Task> act)
        {
            try
            {
                await act(grains.Get<IDocumentGrain>(document, by));
                return true;
            }
            catch (ProblemException e) when (e.Kind is ProblemKind.NotFound or ProblemKind.Forbidden || e.Code == "shared_by_space")
            {
                return false;
            }
        }
    }
}
