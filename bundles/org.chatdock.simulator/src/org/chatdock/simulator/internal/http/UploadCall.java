// SPDX-License-Identifier: EPL-2.0
// Copyright (c) 2026 the Chatdock authors
package org.chatdock.simulator.internal.http;

import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.CompletionException;

import org.chatdock.simulator.Scheduler;
import org.chatdock.simulator.Upload;
import org.chatdock.simulator.internal.delivery.SentMessages;
import org.chatdock.simulator.internal.ledger.Ledger;
import org.eclipse.jetty.http.HttpHeader;
import org.eclipse.jetty.http.MultiPart;
import org.eclipse.jetty.http.MultiPartFormData;
import org.eclipse.jetty.io.Content;
import org.eclipse.jetty.io.content.ByteBufferContentSource;
import org.eclipse.jetty.server.Request;
import org.eclipse.jetty.server.Response;
import org.eclipse.jetty.util.Callback;

/**
 * {@code POST /upload}: the agent brings a picture or a file. A body is read to its end even if it is too large, so
 * that the client hears why. Any thread; waits for the body on one of the server's.
 */
final class UploadCall {

    private static final int BOUNDARIES_AND_FIELDS = 64 * 1024;
    private static final Set<String> TYPES = Set.of("image", "file", "media");
    private static final Set<String> IMAGES = Set.of("image/png", "image/jpeg", "image/gif", "image/bmp", "image/webp");

    private final Credentials credentials;
    private final Trouble trouble;
    private final Ledger ledger;
    private final Uploads uploads;
    private final SentMessages sent;
    private final Scheduler scheduler;
    private final int mostBytes;

    UploadCall(Credentials credentials, GatewayServer.Parts parts) {
        this.credentials = credentials;
        this.trouble = parts.trouble();
        this.ledger = parts.ledger();
        this.uploads = parts.uploads();
        this.sent = parts.sent();
        this.scheduler = parts.scheduler();
        this.mostBytes = parts.largestUpload();
    }

    void handle(Request request, Response response, Callback callback) {
        if (!Posts.isPost(request, response, callback)) {
            return;
        }
        Answer answer;
        try {
            answer = judge(request, read(request));
        } catch (IOException e) {
            answer = Answer.error(400, "the body broke off");
        }
        ledger.upload();
        Answer given = answer;
        Duration delay = trouble.uploadDelay();
        if (delay.isZero()) {
            given.write(response, callback);
        } else {
            scheduler.schedule(delay, () -> given.write(response, callback));
        }
    }

    /** Null if it is too large. */
    private byte[] read(Request request) throws IOException {
        try (InputStream in = Content.Source.asInputStream(request)) {
            byte[] body = in.readNBytes(mostBytes + BOUNDARIES_AND_FIELDS);
            return in.transferTo(OutputStream.nullOutputStream()) == 0 ? body : null;
        }
    }

    private Answer judge(Request request, byte[] body) {
        if (!credentials.match(request)) {
            return Answer.error(401, "corpid or token is missing or wrong");
        }
        Optional<Trouble.UploadFailure> failure = trouble.uploadFailure();
        if (failure.isPresent()) {
            String errMsg = failure.get().errMsg();
            int status = failure.get().status();
            return errMsg == null ? new Answer(status, "") : Answer.error(status, errMsg);
        }
        if (body == null) {
            return tooLarge();
        }
        String contentType = request.getHeaders().get(HttpHeader.CONTENT_TYPE);
        String boundary = contentType == null || !contentType.startsWith("multipart/form-data") ? null
                : MultiPart.extractBoundary(contentType);
        if (boundary == null) {
            return Answer.error(415, "the body is not multipart/form-data with a boundary");
        }
        try (MultiPartFormData.Parts parts = parse(boundary, body)) {
            return judge(parts);
        } catch (IOException | CompletionException e) {
            return Answer.error(400, "the body is not multipart/form-data as its header says");
        }
    }

    private Answer tooLarge() {
        return Answer.error(413, "文件不能超过 " + mostBytes + " 字节 (a file is " + mostBytes + " bytes at most)");
    }

    private static MultiPartFormData.Parts parse(String boundary, byte[] body) {
        MultiPartFormData.Parser parser = new MultiPartFormData.Parser(boundary);
        parser.setMaxMemoryFileSize(-1);
        return parser.parse(new ByteBufferContentSource(ByteBuffer.wrap(body))).join();
    }

    private Answer judge(MultiPartFormData.Parts parts) throws IOException {
        MultiPart.Part file = parts.getFirst("file");
        if (file == null || file.getFileName() == null) {
            return Answer.error(400, "there is no part 'file' with a file name");
        }
        if (file.getLength() > mostBytes) {
            return tooLarge();
        }
        String contentType = Optional.ofNullable(file.getHeaders().get(HttpHeader.CONTENT_TYPE))
                .orElse("application/octet-stream");
        boolean image = IMAGES.contains(contentType);
        MultiPart.Part wanted = parts.getFirst("type");
        String type = wanted != null ? wanted.getContentAsString(StandardCharsets.UTF_8) : image ? "image" : "file";
        if (!TYPES.contains(type) || type.equals("image") && !image) {
            return Answer.error(415, "不支持的文件类型 (a " + type + " cannot be a file of this type)");
        }
        try (InputStream in = Content.Source.asInputStream(file.getContentSource())) {
            Upload upload = uploads.add(sent.freshId(), file.getFileName(), type, contentType, in.readAllBytes());
            return Answer.ok(type.equals("media") ? Map.of("media_id", upload.id())
                    : Map.of("url", upload.address().toString()));
        }
    }
}
