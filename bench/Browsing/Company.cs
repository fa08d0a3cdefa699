using System.Text;
using Preciso.Documents;
using Preciso.Evaluations;
using Preciso.Grains.Tenants;
using Preciso.Questions;
using Preciso.Tenants;

namespace Preciso.Bench.Browsing;

public sealed record Employee(Caller Caller, string Email, string Password);

/// <summary>
/// A company with something on every page of the console: people in each role, a report that answers, a receipt that is in doubt, an
/// approved one that became data, a file that could not be read, a question that was asked, an answer that was tested.
/// </summary>
public sealed record Company(
    string Language, IReadOnlyDictionary<Role, Employee> People, Guid Report, Guid Receipt, Guid Approved, Guid Broken, Guid ReportJob,
    Guid QuestionJob, Guid Thread, Guid Run)
{
    private static readonly TimeSpan BetweenLooks = TimeSpan.FromMilliseconds(100);

    public Employee Admin => People[Role.Admin];

    /// <param name="services">Of a silo in this process.</param>
    public static async Task<Company> Found(IServiceProvider services, CompanyTexts texts, CancellationToken cancel)
    {
        var people = await Hire(services, texts, cancel);
        var admin = people[Role.Admin].Caller;
        var report = await Upload(services, admin, texts.Report, cancel);
        var receipt = await Upload(services, admin, texts.Receipt, cancel);
        var approved = await Upload(services, admin, texts.Approved, cancel);
        var broken = await Upload(services, admin, ("broken.pdf", "%PDF-1.4\nnothing more", null), cancel);
        var grains = services.GetRequiredService<IGrains>();
        await grains.Get<IDocumentGrain>(approved, admin).Approve(new ApproveDocument());
        var deleted = await Upload(services, admin, ("old.txt", "The office in Busan opens at nine and closes at six.", null), cancel);
        await grains.Get<IDocumentGrain>(deleted, admin).Delete(new DeleteDocument());
        await grains.Get<IDocumentGrain>(report, admin)
            .Share(new ShareDocument(people[Role.Analyst].Caller.UserId, null, SharePermission.Read));
        await grains.Get<IDocumentGrain>(report, admin).Tag(new TagDocument(["2025"], []));
        var thrownAway = await Upload(services, admin, ("old.pdf", "%PDF-1.4\nnothing at all", null), cancel);
        await grains.Get<IDocumentGrain>(thrownAway, admin).Delete(new DeleteDocument());
        var answer = await services.GetRequiredService<IQuestions>().Ask(admin, new AskQuestion(texts.Question), null, cancel);
        var job = (await services.GetRequiredService<IDocuments>().Get(admin, report, cancel)).Document.JobId;
        var run = await Test(services, admin, answer, cancel);
        return new Company(texts.Language, people, report, receipt, approved, broken, job, answer.JobId, answer.ThreadId!.Value, run);
    }

    /// <summary>The run of a case that was made of an answer, once it has ended.</summary>
    private static async Task<Guid> Test(IServiceProvider services, Caller caller, Answer answer, CancellationToken cancel)
    {
        var (grains, evaluations) = (services.GetRequiredService<IGrains>(), services.GetRequiredService<IEvaluations>());
        await grains.Get<IAnswerGrain>(answer.JobId, caller).Rate(new RateAnswer(true));
        var made = await evaluations.FromAnswer(caller, answer.JobId, cancel);
        var set = grains.Get<ICaseSetGrain>(made.SetId, caller);
        var run = await set.StartRun(new StartRun(Guid.CreateVersion7()));
        while ((await evaluations.Run(caller, run.RunId, cancel)).Run.State == RunState.Running)
        {
            await Task.Delay(BetweenLooks, cancel);
        }
        await set.ApproveBaseline(new ApproveBaseline(run.RunId));
        return run.RunId;
    }

    private static async Task<Dictionary<Role, Employee>> Hire(IServiceProvider services, CompanyTexts texts, CancellationToken cancel)
    {
        var email = $"{Guid.CreateVersion7():N}@example.com";
        var (admin, password) = await services.GetRequiredService<Bootstrap>().FreshSignIn(texts.Name, email, cancel);
        var people = new Dictionary<Role, Employee> { [Role.Admin] = new(admin, email, password) };
        foreach (var role in Enum.GetValues<Role>().Except([Role.Admin]))
        {
            var added = await services.GetRequiredService<IPeople>()
                .AddUser(admin, $"{Guid.CreateVersion7():N}@example.com", texts.People[people.Count - 1], role, cancel);
            people[role] = new Employee(new Caller(admin.TenantId, added.User.Id, role), added.User.Email, added.Password);
        }
        var grains = services.GetRequiredService<IGrains>();
        var team = grains.Get<ITeamGrain>(Guid.CreateVersion7(), admin);
        await team.Create(new CreateTeam(texts.Team));
        await team.AddMember(new AddTeamMember(people[Role.Analyst].Caller.UserId));
        await grains.Get<ITenantGrain>(admin.TenantId, admin).ChangeSettings(new TenantSettings(TrainingAllowed: true));
        await services.GetRequiredService<IPeople>().IssueApiKey(admin, "portal", cancel);
        return people;
    }

    /// <summary>The document, once its reading has come to an end.</summary>
    private static async Task<Guid> Upload(
        IServiceProvider services, Caller caller, (string Filename, string Text, Dictionary<string, string>? Expected) file,
        CancellationToken cancel)
    {
        var documents = services.GetRequiredService<IDocuments>();
        using var content = new MemoryStream(Encoding.UTF8.GetBytes(file.Text));
        var fields = new UploadFields(ExpectedFields: file.Expected);
        var uploaded = await documents.Upload(
            caller, new UploadFile(file.Filename, content, _ => Task.FromResult(fields)), cancel);
        while (await Status() is DocumentState.Queued or DocumentState.Reading or DocumentState.Indexing)
        {
            await Task.Delay(BetweenLooks, cancel);
        }
        return uploaded.DocumentId;

        async Task<DocumentState> Status() => (await documents.Get(caller, uploaded.DocumentId, cancel)).Document.Status;
    }
}
