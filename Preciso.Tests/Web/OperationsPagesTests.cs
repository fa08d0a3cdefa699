using Microsoft.Playwright;
using Preciso.Jobs;
using Preciso.Tenants;
using Preciso.Tests.Audit;
using Preciso.Tests.Core.Events;
using Preciso.Tests.World;

namespace Preciso.Tests.Web;

/// <summary>Work as those who run it see it, and as those see it whose work it is.</summary>
public sealed class OperationsPagesTests(ConsoleWorld world) : IClassFixture<ConsoleWorld>
{
    /// <summary>Each with what stands on it alone.</summary>
    private static readonly (string Path, string Mark)[] Pages =
        [("/operations", "lane"), ("/operations/jobs", "job-search"), ("/operations/dead-letters", "choose"),
            ("/operations/quotas", "quota-words")];

    private TestSilo Silo => world.Silo;

    [Fact]
    public async Task A_running_job_shows_how_far_it_is_and_stops_when_told_to()
    {
        var admin = await world.NewAdmin();
        var job = await Silo.Rehearse(admin.Caller, endless: true);
        var page = await world.SignIn(admin, to: $"/jobs/{job}");

        await Assertions.Expect(page.GetByTestId("standing").GetByRole(AriaRole.Progressbar)).ToHaveAttributeAsync("aria-valuenow", "40");
        await Assertions.Expect(page.GetByTestId("phase")).ToHaveTextAsync("쪽을 읽는 중");
        await Assertions.Expect(page.GetByTestId("step-bar")).ToHaveCountAsync(2);
        await page.GetByTestId("job-cancel").ClickAsync();

        await Assertions.Expect(page.Locator("[data-testid=job-state][data-state=canceled]")).ToBeVisibleAsync();
        await Assertions.Expect(page.GetByTestId("job-cancel")).ToHaveCountAsync(0);
        await Assertions.Expect(page.GetByTestId("job-retry")).ToBeVisibleAsync();
        await Assertions.Expect(page.GetByTestId("trace")).ToContainTextAsync("취소됨");
        Assert.Equal(JobState.Canceled, (await Silo.Jobs.Get(admin.Caller, job, CancellationToken.None)).Job.Status);
    }

    [Fact]
    public async Task A_dead_letter_is_found_on_the_board_and_retried_to_success()
    {
        var admin = await world.NewAdmin();
        var operations = await world.NewColleague(admin, "Ops", Role.Ops);
        var mina = await world.NewColleague(admin, "Mina");
        Silo.Stage.Mended = false;
        var job = await Silo.Rehearse(mina.Caller);
        await Silo.JobOnceIn(mina.Caller, job, JobState.DeadLetter);
        var page = await world.SignIn(operations, to: "/operations");

        await page.GetByTestId("board-advice").GetByRole(AriaRole.Link).ClickAsync();
        var letter = page.Row($"[data-testid=job][data-id='{job}']");
        await Assertions.Expect(letter).ToContainTextAsync("Mina");
        await Assertions.Expect(letter.GetByTestId("reason")).ToHaveTextAsync("문서를 읽는 프로그램이 멈췄습니다.");
        Silo.Stage.Mended = true;
        await letter.GetByTestId("choose").CheckAsync();
        await page.GetByTestId("bulk-retry").ClickAsync();
        await page.GetByRole(AriaRole.Dialog).GetByRole(AriaRole.Button, new() { Name = "다시 시도", Exact = true }).ClickAsync();

        await Assertions.Expect(letter).ToHaveCountAsync(0);
        await Assertions.Expect(page.GetByTestId("dead-letters-none")).ToBeVisibleAsync();
        await Silo.JobOnceIn(mina.Caller, job, JobState.Completed);
        var steps = (await Silo.Jobs.Get(mina.Caller, job, CancellationToken.None)).Steps;
        // What was finished was not run again.
        Assert.Equal(["read 1", "index 1", "index 2"], steps.Select(step => $"{step.Name} {step.Attempt}"));
    }

    [Fact]
    public async Task An_operator_sets_a_job_aside_and_its_starter_reads_why()
    {
        var admin = await world.NewAdmin();
        var operations = await world.NewColleague(admin, "Ops", Role.Ops);
        var mina = await world.NewColleague(admin, "Mina");
        var job = await Silo.Rehearse(mina.Caller, endless: true);
        var starter = await world.SignIn(mina, to: $"/jobs/{job}");
        var page = await world.SignIn(operations, to: $"/jobs/{job}");
        await Assertions.Expect(starter.GetByTestId("job-cancel")).ToBeVisibleAsync();
        await Assertions.Expect(starter.GetByTestId("job-set_aside")).ToHaveCountAsync(0);

        await page.GetByTestId("job-set_aside").ClickAsync();
        await page.GetByTestId("set-aside-reason").FillAsync("It keeps the scanner busy.");
        await page.GetByTestId("set-aside-confirm").ClickAsync();

        await Assertions.Expect(starter.GetByTestId("reason")).ToContainTextAsync("It keeps the scanner busy.");
        await Assertions.Expect(page.GetByTestId("audit")).ToHaveCountAsync(0); // the audit trail is for admins
    }

    [Fact]
    public async Task What_a_search_found_is_canceled_together_and_the_rest_is_left()
    {
        var admin = await world.NewAdmin();
        var mina = await world.NewColleague(admin, "Mina");
        var theirs = new[] { await Silo.Rehearse(mina.Caller, endless: true), await Silo.Rehearse(mina.Caller, endless: true) };
        var other = await Silo.Rehearse(admin.Caller, endless: true);
        var page = await world.SignIn(admin, to: "/operations/jobs");
        await Assertions.Expect(page.GetByTestId("job")).ToHaveCountAsync(3);

        await page.Choose("search-person", $"Mina ({mina.Email})");
        await Assertions.Expect(page.GetByTestId("job")).ToHaveCountAsync(2);
        await page.GetByTestId("bulk-cancel").ClickAsync();
        var question = page.GetByRole(AriaRole.Dialog);
        await Assertions.Expect(question).ToContainTextAsync("작업 2개를 취소할까요?");
        await question.GetByRole(AriaRole.Button, new() { Name = "작업 취소", Exact = true }).ClickAsync();

        await Assertions.Expect(page.Locator("[data-testid=job-state][data-state=canceled]")).ToHaveCountAsync(2);
        foreach (var job in theirs)
        {
            await Silo.JobOnceIn(admin.Caller, job, JobState.Canceled);
        }
        Assert.NotEqual(JobState.Canceled, (await Silo.Jobs.Get(admin.Caller, other, CancellationToken.None)).Job.Status);
        await Silo.Grains.Get<IJobGrain>(other, admin.Caller).Cancel(new CancelJob());
    }

    [Fact]
    public async Task A_limit_is_set_in_its_place_sent_twice_and_taken_back()
    {
        var admin = await world.NewAdmin();
        var page = await world.SignIn(admin, to: "/operations/quotas");
        var limit = page.Locator("[data-lane=batch] [data-scope=each_user]");

        await limit.GetByTestId("quota-rate").FillAsync("30");
        await limit.GetByTestId("quota-rate").PressAsync("Enter");
        await limit.GetByTestId("quota-rate").PressAsync("Enter");
        await Assertions.Expect(limit.GetByTestId("quota-words")).ToContainTextAsync("1분에 30개, 쉬었다가는 한꺼번에 1개까지");
        await limit.GetByTestId("quota-burst").FillAsync("5");
        await limit.GetByTestId("quota-burst").PressAsync("Tab");
        await Assertions.Expect(limit.GetByTestId("quota-words")).ToContainTextAsync("1분에 30개, 쉬었다가는 한꺼번에 5개까지");
        Assert.Equal(new Quota(30, 5, null), Assert.Single(await Silo.Quotas.List(admin.Caller, CancellationToken.None)).Quota);
        Assert.Equal(2, (await Silo.Trail(admin.Caller, new(Action: "tenants.quota_set"))).Count); // what was sent twice was set once

        await limit.GetByTestId("quota-remove").ClickAsync();
        await Assertions.Expect(limit.GetByTestId("quota-words")).ToHaveTextAsync("한도 없음");
        await Assertions.Expect(page.GetByRole(AriaRole.Button, new() { Name = "되돌리기" })).ToHaveCountAsync(1);
        await page.GetByRole(AriaRole.Button, new() { Name = "되돌리기" }).ClickAsync();
        await Assertions.Expect(limit.GetByTestId("quota-words")).ToContainTextAsync("한꺼번에 5개까지");
    }

    [Fact]
    public async Task A_question_that_was_asked_shows_its_answer_to_who_asked_and_to_nobody_else()
    {
        var admin = await world.NewAdmin();
        var mina = await world.NewColleague(admin, "Mina");
        await Silo.UploadReady(mina.Caller, "warranty.txt", "The warranty period of the milling machine is eighteen months.");
        var job = (await Silo.Ask(mina.Caller, "What is the warranty period of the milling machine?")).JobId;

        var asker = await world.SignIn(mina, to: $"/jobs/{job}");
        var operations = await world.SignIn(admin, to: $"/jobs/{job}");

        await Assertions.Expect(asker.GetByTestId("answer-text")).ToContainTextAsync("eighteen months");
        await Assertions.Expect(asker.GetByTestId("answer")).ToContainTextAsync("What is the warranty period");
        await Assertions.Expect(operations.GetByTestId("no-answer")).ToBeVisibleAsync();
        await Assertions.Expect(operations.GetByTestId("audit").First).ToBeVisibleAsync();
        Assert.DoesNotContain("warranty", await operations.Locator("main").InnerTextAsync(), StringComparison.OrdinalIgnoreCase);
        await asker.GotoAsync("/jobs");
        await Assertions.Expect(asker.Row($"[data-testid=job][data-id='{job}']")).ToContainTextAsync("What is the warranty period");
        await operations.GotoAsync("/operations/jobs");
        await Assertions.Expect(operations.GetByTestId("job").First).ToBeVisibleAsync();
        Assert.DoesNotContain("warranty", await operations.Locator("main").InnerTextAsync(), StringComparison.OrdinalIgnoreCase);
    }

    [Fact]
    public async Task An_analyst_has_neither_the_pages_nor_the_way_to_them()
    {
        var page = await world.SignIn(await world.NewColleague(await world.NewAdmin(), "Mina"), to: "/jobs");

        await Assertions.Expect(page.GetByTestId("nav-documents")).ToBeVisibleAsync();
        await Assertions.Expect(page.Locator("a[href^='/operations']")).ToHaveCountAsync(0);
        foreach (var (path, mark) in Pages)
        {
            await page.GotoAsync(path);
            await Assertions.Expect(page.GetByTestId("forbidden")).ToContainTextAsync("권한이 없습니다");
            await Assertions.Expect(page.GetByTestId(mark)).ToHaveCountAsync(0);
        }
    }

    [Fact]
    public async Task An_operator_has_all_but_the_limits()
    {
        var operations = await world.NewColleague(await world.NewAdmin(), "Ops", Role.Ops);
        var page = await world.SignIn(operations, to: "/operations");

        await Assertions.Expect(page.GetByTestId("lane")).ToHaveCountAsync(4);
        await Assertions.Expect(page.GetByTestId("silo").First).ToBeVisibleAsync();
        await Assertions.Expect(page.GetByTestId("consumer").First).ToBeVisibleAsync();
        await Assertions.Expect(page.GetByTestId("nav-quotas")).ToHaveCountAsync(0);
        await page.GetByTestId("nav-all-jobs").ClickAsync();
        await Assertions.Expect(page.GetByTestId("job-search")).ToBeVisibleAsync();
        await page.GetByTestId("nav-dead-letters").ClickAsync();
        await Assertions.Expect(page.GetByTestId("dead-letters-none")).ToBeVisibleAsync();
    }

    [Fact]
    public async Task The_board_counts_what_waits_and_runs_while_it_is_looked_at()
    {
        var admin = await world.NewAdmin();
        var page = await world.SignIn(admin, to: "/operations");
        var running = page.Row("[data-testid=lane][data-lane=batch]").GetByTestId("running");
        await Assertions.Expect(running).ToHaveTextAsync("0");

        var job = await Silo.Rehearse(admin.Caller, endless: true);
        await Assertions.Expect(running).ToHaveTextAsync("1");
        await Silo.Grains.Get<IJobGrain>(job, admin.Caller).Cancel(new CancelJob());

        await Assertions.Expect(running).ToHaveTextAsync("0");
        await Assertions.Expect(page.GetByTestId("throughput-words")).ToContainTextAsync("완료 0개");
    }

    [Fact]
    public async Task What_could_not_be_followed_up_is_on_the_board_until_it_is_taken()
    {
        var admin = await world.NewAdmin();
        await Silo.SetOneAside(admin.Caller);
        var page = await world.SignIn(admin, to: "/operations", width: 390);

        await Assertions.Expect(page.Locator("[data-testid=board-advice][data-step=aside]")).ToBeVisibleAsync();
        var left = page.GetByTestId("set-aside-event");
        await Assertions.Expect(left).ToContainTextAsync("예상하지 못한 오류가 났습니다.");
        await Assertions.Expect(left).ToContainTextAsync("4번 시도함");
        await page.Fits(390);
        await left.GetByTestId("hand-again").ClickAsync();

        await Assertions.Expect(page.GetByTestId("set-aside-events")).ToHaveCountAsync(0);
        await Assertions.Expect(page.Locator("[data-testid=board-advice][data-step=aside]")).ToHaveCountAsync(0);
        Assert.Empty(world.Complaints);
    }

    [Fact]
    public async Task No_operations_page_is_wider_than_a_telephone()
    {
        var admin = await world.NewAdmin();
        Silo.Stage.Mended = false;
        var job = await Silo.Rehearse(admin.Caller);
        await Silo.JobOnceIn(admin.Caller, job, JobState.DeadLetter);
        var page = await world.SignIn(admin, width: 390);

        foreach (var (path, mark) in Pages.Append(($"/jobs/{job}", "trace")))
        {
            await page.GotoAsync(path);
            await Assertions.Expect(page.GetByTestId(mark).First).ToBeVisibleAsync();
            await Assertions.Expect(page.GetByTestId("waiting")).ToHaveCountAsync(0);
            await page.Fits(390);
        }
        Assert.Empty(world.Complaints);
    }

    [Fact]
    public async Task The_search_offers_the_kinds_of_work_that_there_are()
    {
        var page = await world.SignIn(await world.NewAdmin(), to: "/operations/jobs");

        await page.GetByTestId("search-kind").ClickAsync();

        await Assertions.Expect(page.GetByRole(AriaRole.Option))
            .ToHaveTextAsync(
            [
                "모든 종류", "질문 답변", "함께 온 문서 삭제", "승인 후속 작업", "고친 칸 반영", "읽기 실패 반영", "함께 지운 문서 되살리기",
                "문서 읽기", "뜻으로 찾을 준비", "문서 완전히 지우기", "답변 시험", Rehearsal.Work.Name,
            ]);
    }

    [Fact]
    public async Task A_bar_of_the_board_leads_to_the_jobs_that_it_counts_and_so_does_its_figure_by_keyboard()
    {
        var admin = await world.NewAdmin();
        Silo.Stage.Mended = true;
        await Silo.JobOnceIn(admin.Caller, await Silo.Rehearse(admin.Caller), JobState.Completed);
        await Silo.JobOnceIn(admin.Caller, await Silo.Rehearse(admin.Caller), JobState.Completed);
        Silo.Stage.Mended = false;
        var dead = await Silo.Rehearse(admin.Caller);
        await Silo.JobOnceIn(admin.Caller, dead, JobState.DeadLetter);
        var page = await world.SignIn(admin, to: "/operations");

        await Assertions.Expect(page.GetByTestId("throughput-words")).ToContainTextAsync("완료 2개, 실패 1개");
        await Assertions.Expect(page.GetByTestId("failure")).ToContainTextAsync("문서를 읽는 프로그램이 멈췄습니다.");
        await page.Locator("[data-testid=bar][data-state='failed,dead_letter']").ClickAsync();
        await page.ArrivesAt("**/operations/jobs?state=failed%2Cdead_letter&by=ended&from=*&to=*");
        await Assertions.Expect(page.GetByTestId("job")).ToHaveCountAsync(1);
        await Assertions.Expect(page.GetByTestId("job")).ToHaveAttributeAsync("data-id", dead.ToString());
        await page.GoBackAsync();

        await page.GetByTestId("history").Locator("summary").FocusAsync();
        await page.Keyboard.PressAsync("Enter");
        await page.Locator("[data-testid=history-jobs][data-state=completed]").First.FocusAsync();
        await page.Keyboard.PressAsync("Enter");
        await page.ArrivesAt("**/operations/jobs?state=completed&by=ended&from=*&to=*");
        await Assertions.Expect(page.GetByTestId("job").First).ToBeVisibleAsync();
        Assert.Empty(world.Complaints);
    }

    [Fact]
    public async Task The_time_of_the_board_is_chosen_zoomed_and_stands_in_its_address()
    {
        var admin = await world.NewAdmin();
        Silo.Stage.Mended = true;
        await Silo.JobOnceIn(admin.Caller, await Silo.Rehearse(admin.Caller), JobState.Completed);
        var page = await world.SignIn(admin, to: "/operations");

        await page.GetByTestId("span-24h").ClickAsync();
        await page.ArrivesAt("**/operations?span=24h");
        await Assertions.Expect(page.GetByTestId("throughput-words")).ToContainTextAsync("완료 1개");
        await page.GetByTestId("history").Locator("summary").ClickAsync();
        await page.GetByTestId("history-part").GetByRole(AriaRole.Link).ClickAsync();
        await page.ArrivesAt("**/operations?span=1h**");
        await Assertions.Expect(page.GetByTestId("throughput-words")).ToContainTextAsync("완료 1개");
        await page.GetByTestId("span-earlier").ClickAsync();
        await page.ArrivesAt("**/operations?span=1h&until=*");
        await Assertions.Expect(page.GetByTestId("throughput-words")).ToContainTextAsync("완료 0개");
        await page.GetByTestId("span-wider").ClickAsync();
        await page.ArrivesAt("**/operations?span=6h**");
        await Assertions.Expect(page.GetByTestId("throughput-words")).ToContainTextAsync("완료 1개");
    }

    [Fact]
    public async Task Work_of_other_companies_is_seen_by_the_one_that_runs_the_installation_only()
    {
        var house = await world.NewAdmin();
        var guest = await world.NewAdmin();
        await Silo.Sql("UPDATE tenants SET created_at = '2000-01-01' WHERE tenant_id = @TenantId", house.Caller);
        Silo.Stage.Mended = true;
        await Silo.JobOnceIn(guest.Caller, await Silo.Rehearse(guest.Caller), JobState.Completed);

        var page = await world.SignIn(house, to: "/operations");
        var theirs = await world.SignIn(guest, to: "/operations");

        await Assertions.Expect(page.GetByTestId("tenant").First).ToBeVisibleAsync();
        await Assertions.Expect(page.GetByTestId("throughput-words")).ToContainTextAsync("완료 0개");
        await Assertions.Expect(page.GetByTestId("cluster-link")).ToBeVisibleAsync();
        await Assertions.Expect(theirs.GetByTestId("throughput-words")).ToContainTextAsync("완료 1개");
        await Assertions.Expect(theirs.GetByTestId("tenants")).ToHaveCountAsync(0);
        await Assertions.Expect(theirs.GetByTestId("cluster-link")).ToHaveCountAsync(0);
    }

    [Fact]
    public async Task Two_attempts_on_two_servers_are_told_apart_at_a_glance()
    {
        await world.NewAdmin(); // the house, if nobody came before
        var admin = await world.NewAdmin();
        Silo.Stage.Mended = true;
        var job = await Silo.Rehearse(admin.Caller);
        await Silo.JobOnceIn(admin.Caller, job, JobState.Completed);
        await Silo.Sql(
            """
            UPDATE job_steps SET attempt = 2 WHERE job_id = @job;
            UPDATE jobs SET attempt = 2, max_attempts = 2 WHERE job_id = @job;
            INSERT INTO job_steps (tenant_id, job_id, attempt, name, worker, started_at, ended_at)
            SELECT tenant_id, job_id, 1, 'read', 'another:1:abcd', created_at - interval '1 minute', NULL FROM jobs WHERE job_id = @job
            """,
            new { job });

        var page = await world.SignIn(admin, to: $"/jobs/{job}");

        var attempts = page.GetByTestId("attempt");
        await Assertions.Expect(attempts).ToHaveCountAsync(2);
        await Assertions.Expect(attempts.Nth(0)).ToContainTextAsync("서버 1");
        await Assertions.Expect(attempts.Nth(0)).ToContainTextAsync("끝나지 못함");
        await Assertions.Expect(attempts.Nth(1)).ToContainTextAsync("서버 2");
        await Assertions.Expect(attempts.Nth(1)).ToContainTextAsync("뒤에 다시 시작");
        await Assertions.Expect(page.Locator("[data-testid=step-bar][data-broken=true]")).ToHaveCountAsync(1);
        await Assertions.Expect(page.Locator("main")).Not.ToContainTextAsync("another:1:abcd"); // machines are the house's to know
    }
}
