using Microsoft.Extensions.DependencyInjection;
using Microsoft.Playwright;
using Preciso.Documents;
using Preciso.Jobs;
using Preciso.Questions;

namespace Preciso.Tests.Web;

/// <summary>People click twice; what they meant is done once.</summary>
public sealed class SentTwiceTests(ConsoleWorld world) : IClassFixture<ConsoleWorld>
{
    private static CancellationToken Cancel => TestContext.Current.CancellationToken;

    [Fact]
    public async Task A_sign_in_sent_twice_signs_in()
    {
        var admin = await world.NewAdmin();
        var page = await world.NewPage();
        await page.GotoAsync("/sign-in?return=/jobs");
        await page.GetByTestId("email").FillAsync(admin.Email);
        await page.GetByTestId("password").FillAsync(admin.Password);

        await page.GetByTestId("sign-in").DblClickAsync();

        await page.ArrivesAt("**/jobs");
    }

    [Fact]
    public async Task A_question_sent_twice_is_asked_once()
    {
        var admin = await world.NewAdmin();
        await world.Silo.UploadReady(admin.Caller, "warranty.txt", "The warranty period of the milling machine is eighteen months.");
        var page = await world.SignIn(admin, to: "/ask");
        await page.GetByTestId("question").FillAsync("What is the warranty period of the milling machine?");
        await Assertions.Expect(page.GetByTestId("ask")).ToBeEnabledAsync();

        await page.GetByTestId("ask").EvaluateAsync("button => { button.click(); button.click(); }");

        await Assertions.Expect(page.GetByTestId("answer-text")).ToContainTextAsync("eighteen months");
        var jobs = await world.Silo.Jobs.List(admin.Caller, new JobFilter(), Cancel);
        Assert.Single(jobs.Items, job => job.Kind == AskQuestion.JobKind);
    }

    [Fact]
    public async Task A_person_who_is_added_twice_is_there_once_and_their_password_is_shown()
    {
        var admin = await world.NewAdmin();
        var page = await world.SignIn(admin, to: "/people");
        var email = $"{Guid.CreateVersion7():N}@example.com";
        await page.GetByTestId("person-name").FillAsync("Jiwoo");
        await page.GetByTestId("person-email").FillAsync(email);

        await page.GetByTestId("person-add").EvaluateAsync("button => { button.click(); button.click(); }");

        await Assertions.Expect(page.GetByTestId("secret")).ToHaveCountAsync(1);
        Assert.Single(await world.Silo.People.Users(admin.Caller, Cancel), user => user.Email == email);
    }

    [Fact]
    public async Task A_key_that_is_asked_for_twice_is_issued_once()
    {
        var admin = await world.NewAdmin();
        var page = await world.SignIn(admin, to: "/account");
        await page.GetByTestId("key-name").FillAsync("portal");

        await page.GetByTestId("key-issue").EvaluateAsync("button => { button.click(); button.click(); }");

        await Assertions.Expect(page.GetByTestId("secret")).ToHaveCountAsync(1);
        await page.GetByTestId("secret-close").ClickAsync();
        await Assertions.Expect(page.GetByTestId("key-revoke")).ToHaveCountAsync(1);
        Assert.Single(await world.Silo.People.ApiKeys(admin.Caller, Cancel));
    }

    [Fact]
    public async Task An_approval_sent_twice_is_one_decision()
    {
        var admin = await world.NewAdmin();
        var document = await world.Silo.UploadReady(admin.Caller, "note.txt", "The office in Busan opens at nine and closes at six.");
        var page = await world.SignIn(admin, to: $"/reviews/{document}");
        await page.GetByTestId("approve").ClickAsync();
        await page.GetByTestId("decision-note").FillAsync("Read it.");

        await page.GetByTestId("decision-confirm").EvaluateAsync("button => { button.click(); button.click(); }");

        await Assertions.Expect(page.GetByTestId("decision-note")).ToHaveCountAsync(0);
        var documents = world.Silo.Services.GetRequiredService<IDocuments>();
        await World.Eventually.True(
            async () => (await documents.History(admin.Caller, document, Cancel)).Any(change => change.Kind == "approved"),
            TimeSpan.FromSeconds(30));
        Assert.Single(await documents.History(admin.Caller, document, Cancel), change => change.Kind == "approved");
    }
}
