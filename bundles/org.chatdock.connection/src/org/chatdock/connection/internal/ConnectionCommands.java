// SPDX-License-Identifier: EPL-2.0
// Copyright (c) 2026 the Chatdock authors
package org.chatdock.connection.internal;

import java.time.Duration;
import java.time.ZoneId;
import java.time.format.DateTimeFormatter;
import java.util.stream.Collectors;

import org.chatdock.api.connection.Connection;
import org.chatdock.api.connection.ConnectionMetrics;
import org.chatdock.api.connection.ConnectionStatus;
import org.chatdock.api.connection.ConnectionTransition;
import org.osgi.service.component.annotations.Activate;
import org.osgi.service.component.annotations.Component;
import org.osgi.service.component.annotations.Reference;

/** Commands for an OSGi console, if the host has one: {@code chatdock:status}, {@code :history}, {@code :retry}. */
@Component(service = ConnectionCommands.class, property = { "osgi.command.scope=chatdock",
        "osgi.command.function=status", "osgi.command.function=history", "osgi.command.function=retry" })
public class ConnectionCommands {
    private static final DateTimeFormatter TIME = DateTimeFormatter.ofPattern("MM-dd HH:mm:ss.SSS")
            .withZone(ZoneId.systemDefault());

    private final Connection connection;

    @Activate
    public ConnectionCommands(@Reference Connection connection) {
        this.connection = connection;
    }

    /** The state, and what has been counted and measured. */
    public String status() {
        ConnectionStatus status = connection.status();
        ConnectionMetrics metrics = connection.metrics();
        return lines(status.state() + " since " + TIME.format(status.since()) + ", " + status.cause()
                + (status.code() == 0 ? "" : " " + status.code()) + (status.reason().isEmpty() ? "" : ": ")
                + status.reason(),
                status.nextTry() == null ? "" : "next try     " + TIME.format(status.nextTry()),
                "attempt      " + status.attempt() + ", reopened " + status.reopened() + ", current "
                        + status.current(),
                "connects     " + metrics.connects() + ", failed " + metrics.failedConnects() + ", losses "
                        + metrics.losses(),
                "silence      " + millis(metrics.silence()) + ", longest " + millis(metrics.longestSilence()),
                "round trip   " + millis(metrics.lastRoundTrip()) + ", p95 " + millis(metrics.p95RoundTrip()),
                "frames       in " + metrics.framesIn() + ", out " + metrics.framesOut() + ", binary "
                        + metrics.binaryFrames() + ", strange " + metrics.strangeTexts(),
                "bytes        in " + metrics.bytesIn() + ", out " + metrics.bytesOut(),
                "messages     in flight " + metrics.inFlight() + ", duplicates " + metrics.duplicates()
                        + ", caught up " + metrics.caughtUp() + ", quarantined " + metrics.quarantined()
                        + ", handled in p95 " + millis(metrics.p95Handling()),
                "acks         waiting " + metrics.acksWaiting() + ", sent " + metrics.acksSent() + ", again "
                        + metrics.acksResent(),
                "time         " + metrics.timeInState().entrySet().stream()
                        .map(entry -> entry.getKey() + " " + entry.getValue().toSeconds() + " s")
                        .sorted().collect(Collectors.joining(", ")),
                "wakes        " + metrics.wakes() + ", lane depth " + metrics.laneDepth());
    }

    /** The last changes of state, the oldest first. */
    public String history() {
        return lines(connection.history().stream().map(ConnectionCommands::line).toArray(String[]::new));
    }

    /** Tries again at once. */
    public String retry() {
        connection.retryNow();
        return "Trying.";
    }

    private static String line(ConnectionTransition each) {
        return TIME.format(each.time()) + " " + each.from() + " -> " + each.to() + " " + each.cause()
                + (each.code() == 0 ? "" : " " + each.code()) + " attempt " + each.attempt() + " socket "
                + each.socket() + (each.localAddress().isEmpty() ? "" : " from " + each.localAddress())
                + (each.reason().isEmpty() ? "" : ": " + each.reason());
    }

    private static String millis(Duration duration) {
        return duration.toMillis() + " ms";
    }

    private static String lines(String... lines) {
        StringBuilder text = new StringBuilder();
        for (String line : lines) {
            if (!line.isEmpty()) {
                text.append(line).append(System.lineSeparator());
            }
        }
        return text.toString();
    }
}
