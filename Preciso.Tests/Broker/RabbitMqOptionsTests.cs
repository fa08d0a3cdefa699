using Preciso.Grains.Broker;

namespace Preciso.Tests.Broker;

public sealed class RabbitMqOptionsTests
{
    [Theory]
    [InlineData("http://guest:s3cret@127.0.0.1/")]
    [InlineData("127.0.0.1:5672?s3cret")]
    public void A_wrong_address_says_what_to_set_and_keeps_the_password(string uri)
    {
        var result = new RabbitMqOptionsValidation().Validate(null, new RabbitMqOptions { Uri = uri });

        Assert.Contains("Preciso__RabbitMq__Uri", result.FailureMessage, StringComparison.Ordinal);
        Assert.DoesNotContain("s3cret", result.FailureMessage, StringComparison.Ordinal);
    }

    [Theory]
    [InlineData(null)]
    [InlineData("")]
    [InlineData("amqp://guest:guest@127.0.0.1:5672/")]
    [InlineData("amqps://broker.example.com")]
    public void An_address_or_none_is_right(string? uri)
    {
        var result = new RabbitMqOptionsValidation().Validate(null, new RabbitMqOptions { Uri = uri });

        Assert.True(result.Succeeded);
    }
}
