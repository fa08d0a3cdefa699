using System.Net;
using Amazon;
using Amazon.Runtime;
using Amazon.Runtime.Credentials;
using Amazon.S3;
using Amazon.S3.Model;

namespace Preciso.Grains.Storage.Objects;

/// <summary>The client as every store of this protocol takes it, and what its failures mean.</summary>
internal sealed class S3Client : AmazonS3Client
{
    private const string DefaultRegion = "us-east-1"; // a part of every signature, also where a store has no regions

    public S3Client(StoreOptions options) : base(Identity(options), Settings(options))
    {
    }

    /// <summary>A body goes as it is, signed as a whole: some stores keep the signatures between its chunks as content.</summary>
    public override Task<PutObjectResponse> PutObjectAsync(PutObjectRequest request, CancellationToken cancellationToken = default)
    {
        request.UseChunkEncoding = false;
        return base.PutObjectAsync(request, cancellationToken);
    }

    /// <inheritdoc cref="PutObjectAsync"/>
    public override Task<UploadPartResponse> UploadPartAsync(UploadPartRequest request, CancellationToken cancellationToken = default)
    {
        request.UseChunkEncoding = false;
        return base.UploadPartAsync(request, cancellationToken);
    }

    private static AWSCredentials Identity(StoreOptions options) => string.IsNullOrEmpty(options.AccessKey)
        ? DefaultAWSCredentialsIdentityResolver.GetCredentials()
        : new BasicAWSCredentials(options.AccessKey, options.SecretKey);

    private static AmazonS3Config Settings(StoreOptions options)
    {
        var config = new AmazonS3Config
        {
            MaxErrorRetry = 1, // a job is tried again later, and a person is told
            ConnectTimeout = TimeSpan.FromSeconds(5),
            Timeout = TimeSpan.FromSeconds(30), // for one part, or for the answer's head
            // What Amazon has added since, other stores do not know.
            RequestChecksumCalculation = RequestChecksumCalculation.WHEN_REQUIRED,
            ResponseChecksumValidation = ResponseChecksumValidation.WHEN_REQUIRED,
        };
        if (string.IsNullOrEmpty(options.Endpoint))
        {
            config.RegionEndpoint = RegionEndpoint.GetBySystemName(options.Region);
        }
        else
        {
            config.ServiceURL = options.Endpoint;
            config.AuthenticationRegion = string.IsNullOrEmpty(options.Region) ? DefaultRegion : options.Region;
            config.ForcePathStyle = true; // a name of its own for each bucket is Amazon's alone
        }
        return config;
    }

    /// <summary>Null for what is not the store's fault.</summary>
    public static StoreException? Tell(Exception error, CancellationToken cancel) => error switch
    {
        _ when cancel.IsCancellationRequested => null,
        AmazonServiceException { ErrorCode: "NoSuchKey" } => new StoreException(StoreException.Missing, error),
        AmazonServiceException { StatusCode: HttpStatusCode.InsufficientStorage } => new StoreException(StoreException.Full, error),
        AmazonServiceException { ErrorCode: "QuotaExceeded" } => new StoreException(StoreException.Full, error),
        AmazonServiceException
        {
            StatusCode: HttpStatusCode.BadRequest or HttpStatusCode.Unauthorized or HttpStatusCode.Forbidden or HttpStatusCode.NotFound
        } => new StoreException(StoreException.Refused, error),
        AmazonServiceException or AmazonClientException or HttpRequestException or TimeoutException or OperationCanceledException =>
            new StoreException(StoreException.Unreachable, error),
        _ => null, // a local disk is told apart elsewhere
    };
}
