using Microsoft.Extensions.Options;
using Preciso.Grains.Storage.Objects;

namespace Preciso.Tests.Storage.Objects;

public sealed class StoreOptionsTests
{
    [Theory]
    [InlineData(null, "https://s3.internal", null, "me", "s3cret", "Preciso__Store__Bucket is missing")]
    [InlineData("files", null, null, "me", "s3cret", "Preciso__Store__Region")]
    [InlineData("files", "s3.internal:9000", null, "me", "s3cret", "Preciso__Store__Endpoint is no address")]
    [InlineData("files", "https://s3.internal", null, null, "s3cret", "Preciso__Store__AccessKey")]
    public void What_does_not_fit_says_what_to_set_and_keeps_the_secret(
        string? bucket, string? endpoint, string? region, string? accessKey, string? secretKey, string said)
    {
        var result = Validate(bucket, endpoint, region, accessKey, secretKey);

        Assert.Contains(said, result.FailureMessage, StringComparison.Ordinal);
        Assert.DoesNotContain("s3cret", result.FailureMessage, StringComparison.Ordinal);
    }

    [Theory]
    [InlineData(null, null, null, null, null)]
    [InlineData("files", null, "ap-northeast-2", null, null)]
    [InlineData("files", "https://s3.internal:9000", null, "me", "s3cret")]
    public void A_folder_amazon_and_another_store_are_right(
        string? bucket, string? endpoint, string? region, string? accessKey, string? secretKey) =>
        Assert.True(Validate(bucket, endpoint, region, accessKey, secretKey).Succeeded);

    private static ValidateOptionsResult Validate(
        string? bucket, string? endpoint, string? region, string? accessKey, string? secretKey) => new StoreOptionsValidation().Validate(
            null, new StoreOptions { Bucket = bucket, Endpoint = endpoint, Region = region, AccessKey = accessKey, SecretKey = secretKey });
}
