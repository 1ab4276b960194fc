// SPDX-License-Identifier: EPL-2.0
// Copyright (c) 2026 the Chatdock authors
package org.chatdock.sending.internal.upload;

import java.io.IOException;
import java.io.InputStream;
import java.net.URI;
import java.util.Arrays;
import java.util.Locale;
import java.util.Set;
import java.util.UUID;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionStage;
import java.util.function.LongConsumer;
import java.util.stream.Collectors;

import org.chatdock.api.connection.SignIn;
import org.chatdock.api.message.Attachment;
import org.chatdock.api.message.MessageType;
import org.chatdock.api.sending.AttachmentUpload;
import org.chatdock.api.sending.ServiceException;
import org.chatdock.api.sending.UploadFile;
import org.chatdock.api.sending.UploadLimits;
import org.chatdock.sending.internal.call.CallOptions;
import org.chatdock.sending.internal.call.GatewayClient;
import org.chatdock.sending.internal.call.Reply;
import org.eclipse.jetty.client.Request;
import org.osgi.service.component.annotations.Activate;
import org.osgi.service.component.annotations.Component;
import org.osgi.service.component.annotations.ConfigurationPolicy;
import org.osgi.service.component.annotations.Deactivate;
import org.osgi.service.component.annotations.Reference;
import org.osgi.service.component.annotations.ReferenceCardinality;
import org.osgi.service.component.annotations.ReferencePolicy;
import org.osgi.service.component.annotations.ReferencePolicyOption;
import org.osgi.service.metatype.annotations.Designate;

/**
 * Uploads by a form ({@code multipart/form-data}) with the file in one of its fields. The file streams: no more of it
 * is in memory than a buffer. The answer names a {@code url}, a {@code media_id} or both, outside or in {@code data}.
 * Ranks below whatever a host offers.
 */
@Component(configurationPid = UploadConfiguration.PID, configurationPolicy = ConfigurationPolicy.REQUIRE,
        property = "service.ranking:Integer=-1000")
@Designate(ocd = UploadConfiguration.class)
public final class HttpUpload implements AttachmentUpload {
    private static final int MOST_MEGABYTES = 1024;
    private static final long MEGABYTE = 1L << 20;
    /** WeCom's: it takes no others as pictures. */
    private static final Set<String> PICTURES = Set.of("image/jpeg", "image/png");
    private static final String[] URL_KEYS = { "url", "Url", "URL", "fileUrl", "FileUrl", "KfPicUrl", "KfFileUrl",
            "data" };
    private static final String[] MEDIA_KEYS = { "media_id", "MediaId", "mediaId", "mediaid" };

    private final URI address;
    private final String fieldName;
    private final String typeField;
    private final UploadLimits limits;
    private final GatewayClient client;

    /** Set by SCR on any thread, at any time. */
    @Reference(cardinality = ReferenceCardinality.OPTIONAL, policy = ReferencePolicy.DYNAMIC,
            policyOption = ReferencePolicyOption.GREEDY)
    volatile SignIn signIn;

    /** @throws IllegalArgumentException if the configuration is wrong, naming what to do */
    @Activate
    public HttpUpload(UploadConfiguration configuration) {
        CallOptions.Check check = new CallOptions.Check(UploadConfiguration.PID);
        address = check.address("url", configuration.url());
        fieldName = check.word("fieldName", configuration.fieldName());
        typeField = configuration.typeField().isBlank() ? "" : check.word("typeField", configuration.typeField());
        limits = new UploadLimits(
                megabytes(check, "maxPictureMegabytes", configuration.maxPictureMegabytes()),
                megabytes(check, "maxFileMegabytes", configuration.maxFileMegabytes()), PICTURES,
                Arrays.stream(configuration.extensions()).map(HttpUpload::extension).filter(name -> !name.isEmpty())
                        .collect(Collectors.toSet()));
        client = new GatewayClient("chatdock-upload",
                check.options(configuration.credentialsIn(), configuration.corpParameterName(),
                        configuration.tokenParameterName(), configuration.connectTimeoutMillis(),
                        configuration.answerTimeoutMillis()),
                () -> signIn);
    }

    private static long megabytes(CallOptions.Check check, String name, int value) {
        return MEGABYTE * check.number(name, value, 1, MOST_MEGABYTES);
    }

    private static String extension(String written) {
        return written.strip().replaceFirst("^\\.", "").toLowerCase(Locale.ROOT);
    }

    @Deactivate
    void stop() {
        client.close();
    }

    @Override
    public UploadLimits limits() {
        return limits;
    }

    @Override
    public Upload start(UploadFile file, LongConsumer progress) {
        if (file.bytes() > (file.picture() ? limits.pictureBytes() : limits.fileBytes())) {
            return new Refused("the file is larger than the configuration org.chatdock.upload allows");
        }
        Progress told = new Progress(progress);
        GatewayClient.Call call = client.call("POST", address, request -> addTo(request, file, told));
        // Whoever opens a file closes it, and the client does not when it is aborted.
        call.reply().whenComplete((reply, failure) -> told.close());
        CompletionStage<Attachment> result = GatewayClient.then(call.reply(), reply -> attachment(file, told, reply));
        return new Upload() {
            @Override
            public CompletionStage<Attachment> result() {
                return result;
            }

            @Override
            public void cancel() {
                call.cancel();
            }
        };
    }

    /** One that never began. */
    private record Refused(String why) implements Upload {
        @Override
        public CompletionStage<Attachment> result() {
            return CompletableFuture.failedStage(new ServiceException("Nothing was uploaded: " + why + ".", ""));
        }

        @Override
        public void cancel() {
            // There is nothing to end.
        }
    }

    private void addTo(Request request, UploadFile file, Progress told) throws IOException {
        String boundary = "chatdock" + UUID.randomUUID().toString().replace("-", "");
        StringBuilder head = new StringBuilder();
        if (!typeField.isEmpty()) {
            head.append("--").append(boundary).append("\r\nContent-Disposition: form-data; name=\"").append(typeField)
                    .append("\"\r\n\r\n").append(file.picture() ? MessageType.IMAGE : MessageType.FILE).append("\r\n");
        }
        head.append("--").append(boundary).append("\r\nContent-Disposition: form-data; name=\"").append(fieldName)
                .append("\"; filename=\"").append(name(file.name())).append("\"\r\nContent-Type: ")
                .append(type(file.contentType())).append("\r\n\r\n");
        InputStream content = file.content().open();
        told.opened(content);
        request.body(new FormContent(boundary, head.toString(), content, file.bytes(), told));
    }

    /** A name that would end the header, or be a path, is somebody's mistake or trick. */
    private static String name(String name) {
        String safe = name.replaceAll("[\\p{Cntrl}\"\\\\/]", "_");
        return safe.isBlank() ? "file" : safe;
    }

    private static String type(String type) {
        return type.matches("[\\w!#$&^.+-]+/[\\w!#$&^.+-]+") ? type : "application/octet-stream";
    }

    private static Attachment attachment(UploadFile file, Progress told, Reply reply) throws ServiceException {
        if (told.hasFileChanged()) {
            // The service may be content with a part of it.
            throw new ServiceException("The file has changed while it was uploaded (java.io.IOException).", "");
        }
        String url = reply.text(URL_KEYS);
        String media = reply.text(MEDIA_KEYS);
        if (url.isEmpty() && media.isEmpty()) {
            throw new ServiceException("The answer to an upload names neither a url nor a media_id.",
                    reply.errorText());
        }
        return file.picture() ? new Attachment(url, "", media) : new Attachment("", url, media);
    }
}
