using Dapper;
using Npgsql;
using Preciso.Tests.World;

namespace Preciso.Tests.Questions;

/// <summary>
/// Who sees which documents at which version, in companies that change at random: in PostgreSQL, past every grain, and beside it as a plain
/// model that knows nothing of the statements that are tested.
/// </summary>
internal sealed class SightWorld(NpgsqlConnection owner, Random random)
{
    private readonly List<(Guid Tenant, Guid User)> _people = [];
    private readonly List<Sheet> _documents = [];
    private readonly HashSet<(Guid Document, Guid? User, Guid? Team)> _grants = [];
    private readonly HashSet<(Guid Team, Guid User)> _members = [];
    private readonly Dictionary<Guid, Guid> _teams = [];
    private readonly Dictionary<Guid, (int Policy, int Measures)> _decisions = [];

    public IReadOnlyList<(Guid Tenant, Guid User)> People => _people;

    public IReadOnlyList<Guid> DocumentsOf(Guid tenant) =>
        [.. _documents.Where(document => document.Tenant == tenant).Select(document => document.Id)];

    public async Task Found(TestSilo silo, int tenants, int people, int documents)
    {
        for (var i = 0; i < tenants; i++)
        {
            var admin = await silo.NewTenant();
            _people.Add((admin.TenantId, admin.UserId));
            _decisions[admin.TenantId] = (0, 0);
            for (var n = 1; n < people; n++)
            {
                _people.Add((admin.TenantId, (await silo.NewUser(admin)).UserId));
            }
            _teams[admin.TenantId] = await silo.NewTeam(admin);
            for (var n = 0; n < documents; n++)
            {
                await AddDocument(admin.TenantId);
            }
        }
    }

    /// <summary>What a person sees of these documents, or of all, and what holds for them: equal where their answers must be.</summary>
    public string Sight(Guid tenant, Guid user, IReadOnlyList<Guid>? only)
    {
        var seen = _documents.Where(document => document.Tenant == tenant && !document.IsDeleted && IsVisible(document, user))
            .Where(document => only is null || only.Contains(document.Id))
            .OrderBy(document => document.Id).Select(document => $"{document.Id}/{document.Version}/{document.FactsFollow}");
        return $"{tenant} {user} {_decisions[tenant]} {string.Join(',', (only ?? []).Order())} {string.Join(',', seen)}";
    }

    /// <summary>One thing that somebody does.</summary>
    public Task Change()
    {
        var (tenant, user) = random.GetItems(_people.ToArray(), 1)[0];
        var document = random.GetItems(_documents.FindAll(document => document.Tenant == tenant).ToArray(), 1)[0];
        return random.Next(9) switch
        {
            0 or 1 => Toggle(_grants, (document.Id, user, null), tenant),
            2 => Toggle(_grants, (document.Id, null, _teams[tenant]), tenant),
            3 => Toggle(_members, (_teams[tenant], user), tenant),
            4 => Touch(document, "version = version + 1", () => document.Version++),
            5 => Touch(document, "facts_follow = @follow", () => document.FactsFollow = document.Next),
            6 => Touch(
                document, "state = CASE state WHEN 'deleted' THEN 'failed' ELSE 'deleted' END",
                () => document.IsDeleted = !document.IsDeleted),
            7 => Decide(tenant, user, policy: true),
            _ => Decide(tenant, user, policy: false),
        };
    }

    private bool IsVisible(Sheet document, Guid user) => document.Owner == user || _grants.Contains((document.Id, user, null))
        || (_grants.Contains((document.Id, null, _teams[document.Tenant])) && _members.Contains((_teams[document.Tenant], user)));

    private async Task AddDocument(Guid tenant)
    {
        var document = new Sheet(
            Guid.CreateVersion7(), tenant, random.GetItems(_people.FindAll(one => one.Tenant == tenant).ToArray(), 1)[0].User);
        await owner.ExecuteAsync(
            """
            INSERT INTO documents (document_id, tenant_id, owner_id, filename, media_type, size, sha256, state, job_id, version, created_at,
                                   updated_at, error_code, error_detail)
            VALUES (@Id, @Tenant, @Owner, 'sheet', 'text/plain', 1, sha256(uuid_send(@Id)), 'failed', @Id, 1, now(), now(), 'none', 'none')
            """,
            new { document.Id, document.Tenant, document.Owner });
        _documents.Add(document);
    }

    private async Task Toggle(HashSet<(Guid, Guid?, Guid?)> grants, (Guid Document, Guid? User, Guid? Team) grant, Guid tenant)
    {
        var isNew = Toggle(grants, grant);
        await owner.ExecuteAsync(
            isNew
                ? "INSERT INTO document_grants (tenant_id, document_id, user_id, team_id, permission, granted_by, granted_at) "
                  + "SELECT @tenant, @Document, @User, @Team, 'read', owner_id, now() FROM documents WHERE document_id = @Document"
                : "DELETE FROM document_grants WHERE document_id = @Document AND (user_id = @User OR team_id = @Team)",
            new { tenant, grant.Document, grant.User, grant.Team });
    }

    private async Task Toggle(HashSet<(Guid, Guid)> members, (Guid Team, Guid User) member, Guid tenant)
    {
        var isNew = Toggle(members, member);
        await owner.ExecuteAsync(
            isNew
                ? "INSERT INTO team_members (tenant_id, team_id, user_id) VALUES (@tenant, @Team, @User)"
                : "DELETE FROM team_members WHERE team_id = @Team AND user_id = @User",
            new { tenant, member.Team, member.User });
    }

    /// <summary>Whether it is there from now on.</summary>
    private static bool Toggle<T>(HashSet<T> all, T one)
    {
        var isNew = !all.Remove(one);
        if (isNew)
        {
            all.Add(one);
        }
        return isNew;
    }

    private async Task Touch(Sheet document, string change, Action apply)
    {
        document.Next = Guid.CreateVersion7();
        await owner.ExecuteAsync(
            $"UPDATE documents SET {change}, deleted_at = NULL WHERE document_id = @Id", new { document.Id, follow = document.Next });
        apply();
    }

    private async Task Decide(Guid tenant, Guid user, bool policy)
    {
        var (policies, measures) = _decisions[tenant];
        _decisions[tenant] = policy ? (policies + 1, measures) : (policies, measures + 1);
        await owner.ExecuteAsync(
            policy
                ? "INSERT INTO answer_policies VALUES (@tenant, @next, true, true, true, '{}', @user, now())"
                : "INSERT INTO measure_lists VALUES (@tenant, @next, @user, now())",
            new { tenant, user, next = (policy ? policies : measures) + 1 });
    }

    private sealed class Sheet(Guid id, Guid tenant, Guid ownerId)
    {
        public Guid Id => id;

        public Guid Tenant => tenant;

        public Guid Owner => ownerId;

        public int Version { get; set; } = 1;

        public Guid? FactsFollow { get; set; }

        public Guid Next { get; set; }

        public bool IsDeleted { get; set; }
    }
}
