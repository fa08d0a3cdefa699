using Microsoft.Playwright;
using Preciso.Documents;
using Preciso.Questions;

namespace Preciso.Tests.Web;

/// <summary>The room for asking, as a person meets it.</summary>
public sealed class AskPageTests(ConsoleWorld world) : IClassFixture<ConsoleWorld>
{
    private const string Note = "onboarding-note.md";
    private const string Report = "한빛정밀-2025-3분기-실적보고서.pdf";
    private const string Warranty = "The warranty period of the milling machine is eighteen months.";
    private const string Lathe = "The lathe weighs nine hundred kilograms.";
    private const string AskWarranty = "What is the warranty period of the milling machine?";

    private static CancellationToken Cancel => TestContext.Current.CancellationToken;

    private World.TestSilo Silo => world.Silo;

    [Theory]
    [InlineData("ko", "근거")]
    [InlineData("en", "Evidence")]
    public async Task An_answer_leads_to_its_box_and_is_there_again_after_a_reload(string language, string evidence)
    {
        var admin = await world.NewAdmin();
        await Silo.UploadReady(admin.Caller, "warranty.txt", Warranty);
        var page = await Page(admin, language);

        await page.Ask(AskWarranty);
        await Assertions.Expect(page.GetByTestId("answer-text")).ToContainTextAsync("eighteen months");
        await page.GetByTestId("cite").First.ClickAsync();
        await Assertions.Expect(page.GetByTestId("evidence-panel").GetByTestId("mark").First).ToBeInViewportAsync();
        await Assertions.Expect(page.GetByTestId("evidence-panel")).ToHaveAttributeAsync("aria-label", evidence);
        await page.ArrivesAt("**/ask/*");
        await page.Reload();

        await Assertions.Expect(page.GetByTestId("asked")).ToContainTextAsync(AskWarranty);
        await Assertions.Expect(page.GetByTestId("answer-text")).ToContainTextAsync("eighteen months");
        await Assertions.Expect(page.GetByTestId("thread")).ToContainTextAsync(AskWarranty);
        Assert.Empty(world.Complaints);
    }

    [Fact]
    public async Task The_next_question_goes_on_with_the_conversation_and_a_new_one_begins_another()
    {
        var admin = await world.NewAdmin();
        await Silo.UploadReady(admin.Caller, "machines.txt", $"{Warranty}\n\n{Lathe}");
        var page = await Page(admin);
        await page.Ask(AskWarranty);
        await Assertions.Expect(page.GetByTestId("answer-text")).ToContainTextAsync("eighteen months");

        await page.Ask("How much does the lathe weigh?");
        await Assertions.Expect(page.GetByTestId("answer-text").Nth(1)).ToContainTextAsync("nine hundred");
        await Assertions.Expect(page.GetByTestId("thread")).ToHaveCountAsync(1);

        await page.GetByTestId("thread-new").ClickAsync();
        await Assertions.Expect(page.GetByTestId("ask-start")).ToBeVisibleAsync();
        await page.Ask("Who repairs the lathe?");
        await Assertions.Expect(page.GetByTestId("thread")).ToHaveCountAsync(2);
        await page.GetByTestId("thread").Nth(1).GetByRole(AriaRole.Link).ClickAsync();
        await Assertions.Expect(page.GetByTestId("asked")).ToHaveCountAsync(2);
    }

    [Fact]
    public async Task A_question_is_put_to_the_documents_that_were_chosen_and_then_to_all()
    {
        var admin = await world.NewAdmin();
        await Silo.UploadReady(admin.Caller, "warranty.txt", Warranty);
        await Silo.UploadReady(admin.Caller, "lathe.txt", Lathe);
        var page = await Page(admin);

        await page.GetByTestId("restrict-open").ClickAsync();
        await page.GetByTestId("restrict-search").FillAsync("lat");
        await page.GetByText("lathe.txt", new() { Exact = true }).ClickAsync();
        await Assertions.Expect(page.GetByTestId("restricted")).ToContainTextAsync("lathe.txt");
        await page.Ask(AskWarranty);
        await Assertions.Expect(page.GetByTestId("unknown-searched")).ToHaveTextAsync("고른 문서 1개에서만 찾았고, 답이 될 만한 내용이 없었습니다.");
        await page.Reload();
        await Assertions.Expect(page.GetByTestId("restricted")).ToContainTextAsync("lathe.txt");

        await page.GetByTestId("ask-widen").ClickAsync();
        await Assertions.Expect(page.GetByTestId("answer-text").Nth(1)).ToContainTextAsync("eighteen months");
    }

    [Fact]
    public async Task An_address_names_the_document_to_ask_and_words_to_begin_with()
    {
        var admin = await world.NewAdmin();
        var mina = await world.NewColleague(admin, "Mina");
        var document = await Silo.UploadReady(admin.Caller, "warranty.txt", Warranty);
        var foreign = await Silo.UploadReady(mina.Caller, "secret-plan.txt", Lathe);
        var page = await Page(admin);

        await page.GotoAsync($"/ask?document={document}&q=How+long%3F");
        await Assertions.Expect(page.GetByTestId("restricted")).ToContainTextAsync("warranty.txt");
        await Assertions.Expect(page.GetByTestId("question")).ToHaveValueAsync("How long?");
        await page.GotoAsync($"/ask?document={foreign}");

        await Assertions.Expect(page.GetByTestId("problem")).ToBeVisibleAsync();
        Assert.DoesNotContain("secret", await page.Locator("main").InnerTextAsync(), StringComparison.Ordinal);
    }

    [Fact]
    public async Task An_answer_is_copied_with_its_source()
    {
        var admin = await world.NewAdmin();
        await Silo.UploadReady(admin.Caller, "warranty.txt", Warranty);
        var page = await Page(admin);
        await page.Context.GrantPermissionsAsync(["clipboard-read", "clipboard-write"]);
        await page.Ask(AskWarranty);

        await page.GetByTestId("answer-copy").ClickAsync();

        await Assertions.Expect(page.GetByText("답과 출처를 복사했습니다.")).ToBeVisibleAsync();
        Assert.Equal(
            $"{Warranty}\n\n출처: warranty.txt, 1쪽", (await page.EvaluateAsync<string>("() => navigator.clipboard.readText()")).Trim());
    }

    [Fact]
    public async Task What_a_person_thinks_of_an_answer_stays()
    {
        var admin = await world.NewAdmin();
        await Silo.UploadReady(admin.Caller, "warranty.txt", Warranty);
        var page = await Page(admin);
        await page.Ask(AskWarranty);

        await page.GetByTestId("rate-down").ClickAsync();
        await page.GetByTestId("reason-incomplete").ClickAsync();
        await page.GetByTestId("rate-note").FillAsync("Since when?");
        await page.GetByTestId("rate-send").ClickAsync();
        await Assertions.Expect(page.GetByTestId("rate-down")).ToHaveAttributeAsync("aria-pressed", "true");
        await page.Reload();

        await Assertions.Expect(page.GetByTestId("rate-down")).ToHaveAttributeAsync("aria-pressed", "true");
        var thread = (await Silo.Threads.List(admin.Caller, new ThreadFilter(), Cancel)).Items[0];
        var question = (await Silo.Threads.Questions(admin.Caller, thread.Id, null, 1, Cancel)).Items[0];
        Assert.Equal(new AnswerRating(false, RatingReason.Incomplete, "Since when?"), question.Rating);
        await page.GetByTestId("rate-up").ClickAsync();
        await Assertions.Expect(page.GetByTestId("rate-up")).ToHaveAttributeAsync("aria-pressed", "true");
        await Assertions.Expect(page.GetByTestId("rate-down")).ToHaveAttributeAsync("aria-pressed", "false");
    }

    [Fact]
    public async Task What_is_not_known_says_where_it_was_looked_for()
    {
        var admin = await world.NewAdmin();
        await Silo.UploadReady(admin.Caller, "warranty.txt", Warranty);
        var page = await Page(admin, "en");

        await page.Ask("Who won the football world cup in 2018?");

        await Assertions.Expect(page.GetByTestId("unknown-searched"))
            .ToHaveTextAsync("Looked in all documents that you can see (1), but found nothing that answers.");
        await Assertions.Expect(page.GetByTestId("ask-widen")).ToHaveCountAsync(0);
    }

    [Fact]
    public async Task What_may_no_longer_be_read_is_not_shown_again_and_that_is_said()
    {
        var owner = await world.NewAdmin();
        var reader = await world.NewColleague(owner, "Mina");
        var document = await Silo.UploadReady(owner.Caller, "warranty.txt", Warranty);
        var file = Silo.Grains.Get<IDocumentGrain>(document, owner.Caller);
        await file.Share(new ShareDocument(reader.Caller.UserId, null, SharePermission.Read));
        var page = await Page(reader);
        await page.Ask(AskWarranty);
        await Assertions.Expect(page.GetByTestId("answer-text")).ToContainTextAsync("eighteen months");

        await file.Unshare(new UnshareDocument(reader.Caller.UserId, null));
        await page.Reload();

        await Assertions.Expect(page.GetByTestId("left-out")).ToBeVisibleAsync();
        Assert.DoesNotContain("eighteen", await page.Locator("main").InnerTextAsync(), StringComparison.Ordinal);
    }

    [Fact]
    public async Task What_was_typed_is_there_after_the_page_was_lost()
    {
        var admin = await world.NewAdmin();
        await Silo.UploadReady(admin.Caller, "warranty.txt", Warranty);
        var page = await Page(admin);

        await page.GetByTestId("question").FillAsync("How long is the");
        await page.Reload();
        await Assertions.Expect(page.GetByTestId("question")).ToHaveValueAsync("How long is the");
        await page.Ask(AskWarranty);
        await Assertions.Expect(page.GetByTestId("answer-text")).ToContainTextAsync("eighteen months");
        await page.Reload();

        await Assertions.Expect(page.GetByTestId("asked")).ToBeVisibleAsync();
        await Assertions.Expect(page.GetByTestId("question")).ToHaveValueAsync("");
    }

    [Fact]
    public async Task A_conversation_is_renamed_and_removed()
    {
        var admin = await world.NewAdmin();
        await Silo.UploadReady(admin.Caller, "warranty.txt", Warranty);
        var page = await Page(admin);
        await page.Ask(AskWarranty);
        await Assertions.Expect(page.GetByTestId("thread")).ToHaveCountAsync(1);

        await page.GetByTestId("thread-menu").ClickAsync();
        await page.GetByTestId("thread-rename").ClickAsync();
        await page.GetByTestId("thread-title").FillAsync("보증 기간");
        await page.GetByTestId("thread-title-save").ClickAsync();
        await Assertions.Expect(page.GetByTestId("thread")).ToContainTextAsync("보증 기간");
        await Assertions.Expect(page.Locator("h1")).ToHaveTextAsync("보증 기간");

        await page.GetByTestId("thread-menu").ClickAsync();
        await page.GetByTestId("thread-delete").ClickAsync();
        await page.GetByRole(AriaRole.Button, new() { Name = "삭제", Exact = true }).ClickAsync();
        await Assertions.Expect(page.GetByTestId("threads-none")).ToBeVisibleAsync();
        await page.ArrivesAt("**/ask");
    }

    [Fact]
    public async Task A_foreign_conversation_is_not_found()
    {
        var admin = await world.NewAdmin();
        var mina = await world.NewColleague(admin, "Mina");
        var answer = await Silo.Ask(mina.Caller, AskWarranty);

        var page = await world.SignIn(admin, to: $"/ask/{answer.ThreadId}");

        await Assertions.Expect(page.GetByTestId("problem")).ToBeVisibleAsync();
        Assert.DoesNotContain("warranty", await page.Locator("main").InnerTextAsync(), StringComparison.OrdinalIgnoreCase);
    }

    [Fact]
    public async Task An_example_is_made_of_ones_own_document_and_is_answered()
    {
        var admin = await world.NewAdmin();
        var page = await Page(admin);
        await Assertions.Expect(page.GetByTestId("ask-nothing")).ToBeVisibleAsync();
        await using var report = File.OpenRead(Repository.Sample(Report));
        var uploaded = await Silo.Documents.Upload(admin.Caller, new UploadFile(Report, report), Cancel);
        await Silo.Settled(admin.Caller, uploaded.DocumentId);
        await using var note = File.OpenRead(Repository.Sample(Note));
        await Silo.Settled(admin.Caller, (await Silo.Documents.Upload(admin.Caller, new UploadFile(Note, note), Cancel)).DocumentId);
        await page.Reload();

        await page.GetByTestId("example").Filter(new() { HasText = Report }).ClickAsync();
        await Assertions.Expect(page.GetByTestId("restricted")).ToContainTextAsync(Report);
        await Assertions.Expect(page.GetByTestId("question")).ToHaveValueAsync("2025년 3분기 매출액은 얼마인가요?");
        await page.GetByTestId("ask").ClickAsync();
        await Assertions.Expect(page.GetByTestId("answer-text")).ToContainTextAsync("47,350");

        await page.GetByTestId("thread-new").ClickAsync();
        await page.GetByTestId("example").Filter(new() { HasText = Note }).ClickAsync();
        await Assertions.Expect(page.GetByTestId("question")).ToHaveValueAsync("‘Working hours and leave’에 대해 알려주세요.");
        await page.GetByTestId("ask").ClickAsync();
        await Assertions.Expect(page.GetByTestId("answer-text")).ToContainTextAsync("Working hours");
    }

    [Fact]
    public async Task A_telephone_shows_one_thing_at_a_time()
    {
        var admin = await world.NewAdmin();
        await Silo.UploadReady(admin.Caller, $"{new string('w', 150)}.txt", Warranty);
        var page = await Page(admin, width: 390);
        await page.Ask(AskWarranty);
        await Assertions.Expect(page.GetByTestId("answer-text")).ToContainTextAsync("eighteen months");
        await AssertNarrow(page);

        await page.GetByTestId("cite").First.ClickAsync();
        await Assertions.Expect(page.GetByTestId("evidence-panel").GetByTestId("mark").First).ToBeVisibleAsync();
        await Assertions.Expect(page.GetByTestId("answer")).ToBeHiddenAsync();
        await AssertNarrow(page);
        await page.GetByTestId("evidence-close").ClickAsync();
        await Assertions.Expect(page.GetByTestId("cite").First).ToBeFocusedAsync();

        await page.GetByTestId("threads-show").ClickAsync();
        await Assertions.Expect(page.GetByTestId("thread")).ToBeVisibleAsync();
        await Assertions.Expect(page.GetByTestId("answer")).ToBeHiddenAsync();
        await AssertNarrow(page);
        await page.GetByTestId("thread").GetByRole(AriaRole.Link).ClickAsync();
    }

    [Fact]
    public async Task A_form_that_is_sent_twice_asks_once()
    {
        var admin = await world.NewAdmin();
        await Silo.UploadReady(admin.Caller, "warranty.txt", Warranty);
        var page = await Page(admin);
        await page.GetByTestId("question").FillAsync(AskWarranty);
        await Assertions.Expect(page.GetByTestId("ask")).ToBeEnabledAsync();

        await page.EvaluateAsync("() => { for (let i = 0; i < 3; i++) document.querySelector('main form').requestSubmit(); }");

        await Assertions.Expect(page.GetByTestId("answer-text")).ToContainTextAsync("eighteen months");
        Assert.Single((await Silo.Jobs.List(admin.Caller, new Preciso.Jobs.JobFilter(Kind: AskQuestion.JobKind), Cancel)).Items);
    }

    private Task<IPage> Page(Person person, string language = "ko", int width = 1280) =>
        world.SignIn(person, width, "/ask", language);

    private static async Task AssertNarrow(IPage page) =>
        await page.Fits(390);
}
