// SPDX-License-Identifier: EPL-2.0
// Copyright (c) 2026 the Chatdock authors
package org.chatdock.sending.internal.quick;

import java.io.IOException;
import java.net.URI;
import java.net.URISyntaxException;
import java.net.URL;
import java.nio.file.InvalidPathException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionStage;

import org.chatdock.api.sending.QuickReply;
import org.chatdock.api.sending.QuickReplySource;
import org.osgi.framework.BundleContext;
import org.osgi.service.component.annotations.Activate;
import org.osgi.service.component.annotations.Component;
import org.osgi.service.component.annotations.Reference;
import org.osgi.service.log.Logger;
import org.osgi.service.log.LoggerFactory;
import org.osgi.service.metatype.annotations.Designate;

/** The replies of the configured files. Read on the thread that asks: the views ask on one that may wait. */
@Component(configurationPid = QuickReplyConfiguration.PID)
@Designate(ocd = QuickReplyConfiguration.class)
public final class QuickReplyFiles implements QuickReplySource {
    private static final String IN_WORKSPACE = ".metadata/.plugins/org.chatdock.sending/quickreplies.json";

    private final List<ReplyFile> files = new ArrayList<>();

    /** @throws IllegalArgumentException if a path is none, naming what to do */
    @Activate
    public QuickReplyFiles(QuickReplyConfiguration configuration, BundleContext context,
            @Reference(service = LoggerFactory.class) Logger log) {
        this(configuration, context.getProperty("osgi.instance.area"), log);
    }

    /** @param instanceArea the platform's workspace as a URL, null if there is none */
    QuickReplyFiles(QuickReplyConfiguration configuration, String instanceArea, Logger log) {
        Path own = configuration.ownFile().isBlank() ? inWorkspace(instanceArea)
                : path("ownFile", configuration.ownFile());
        if (own != null) {
            files.add(new ReplyFile(own, false, log));
        }
        if (!configuration.sharedFile().isBlank()) {
            files.add(new ReplyFile(path("sharedFile", configuration.sharedFile()), true, log));
        }
    }

    private static Path path(String name, String text) {
        try {
            Path path = Path.of(text.strip());
            if (path.isAbsolute()) {
                return path;
            }
        } catch (@SuppressWarnings("unused") InvalidPathException e) {
            // Said below.
        }
        throw new IllegalArgumentException("Configuration " + QuickReplyConfiguration.PID + ": " + name + " is \""
                + text + "\"; it must be the absolute path of a file.");
    }

    /** The platform writes this URL without encoding: a space stays a space. */
    private static Path inWorkspace(String area) {
        if (area == null || !area.startsWith("file:")) {
            return null;
        }
        try {
            return Path.of(new URI("file", null, new URL(area).getPath(), null)).resolve(IN_WORKSPACE);
        } catch (@SuppressWarnings("unused") IOException | URISyntaxException | IllegalArgumentException e) {
            return null;
        }
    }

    @Override
    public CompletionStage<List<QuickReply>> replies() {
        List<QuickReply> all = new ArrayList<>();
        files.forEach(file -> all.addAll(file.replies()));
        return CompletableFuture.completedStage(List.copyOf(all));
    }
}
