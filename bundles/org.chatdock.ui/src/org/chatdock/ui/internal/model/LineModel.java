// SPDX-License-Identifier: EPL-2.0
// Copyright (c) 2026 the Chatdock authors
package org.chatdock.ui.internal.model;

import java.time.Duration;
import java.time.Instant;
import java.time.ZoneId;
import java.time.format.DateTimeFormatter;

import org.chatdock.api.connection.ConnectionState;
import org.chatdock.api.connection.ConnectionStatus;
import org.eclipse.osgi.util.NLS;

/**
 * What the views say of the line. A loss is told only after a moment, because most losses heal within it and a flicker
 * would teach agents to look away.
 */
public final class LineModel {
    /** So long a loss is kept from the eye. */
    public static final Duration PATIENCE = Duration.ofMillis(1_500);
    private static final DateTimeFormatter TIME = DateTimeFormatter.ofPattern("MM-dd HH:mm:ss");

    /** How good the line is. */
    public enum Level {
        ABSENT, UP, TRYING, DOWN
    }

    /**
     * What is shown.
     *
     * @param detail more words, for a tool tip; may be empty
     * @param time of the last heartbeat or change, empty if there is none
     * @param canRetry whether there is something to retry
     */
    public record Line(Level level, String words, String time, String detail, boolean canRetry) {
    }

    private final ZoneId zone;
    private ConnectionStatus status;
    private ConnectionStatus up;
    private Instant lostAt;

    public LineModel(ZoneId zone) {
        this.zone = zone;
    }

    /** Takes a status, null if there is no connection service. */
    public synchronized void update(ConnectionStatus newStatus, Instant now) {
        status = newStatus;
        if (newStatus == null) {
            up = null;
            lostAt = null;
        } else if (newStatus.state().isUp()) {
            up = newStatus;
            lostAt = null;
        } else if (up != null && lostAt == null) {
            lostAt = now;
        }
    }

    /** What to show now. */
    public synchronized Line line(Instant now) {
        if (status == null) {
            return new Line(Level.ABSENT, Messages.Line_absent, "", Messages.NotConfigured, false);
        }
        if (lostAt != null && Duration.between(lostAt, now).compareTo(PATIENCE) < 0) {
            return of(up, now);
        }
        return of(status, now);
    }

    /** How long until {@link #line} may say something else although nothing happens; null if it will not. */
    public synchronized Duration changesIn(Instant now) {
        if (status == null) {
            return null;
        }
        if (lostAt != null && Duration.between(lostAt, now).compareTo(PATIENCE) < 0) {
            return PATIENCE.minus(Duration.between(lostAt, now));
        }
        return Duration.ofSeconds(1);
    }

    private Line of(ConnectionStatus shown, Instant now) {
        ConnectionState state = shown.state();
        Instant heard = shown.lastHeartbeat() == null ? shown.since() : shown.lastHeartbeat();
        Instant time = state.isUp() && heard.isAfter(shown.since()) ? heard : shown.since();
        return new Line(level(state), words(shown, now), TIME.format(time.atZone(zone)), detail(shown), !state.isUp());
    }

    private static Level level(ConnectionState state) {
        return switch (state) {
            case OPEN, REOPEN -> Level.UP;
            case CONNECTING -> Level.TRYING;
            case ERROR, CLOSE -> Level.DOWN;
        };
    }

    private static String words(ConnectionStatus shown, Instant now) {
        return switch (shown.state()) {
            case OPEN -> isLate(shown, now) ? Messages.Line_catchingUp : Messages.Line_open;
            case REOPEN -> isLate(shown, now) ? Messages.Line_catchingUp : Messages.Line_reopen;
            case ERROR -> Messages.Line_error;
            case CLOSE -> Messages.Line_close;
            case CONNECTING -> connecting(shown, now);
        };
    }

    /** Whether missed messages are still to come. That takes a moment every time; it is told if it takes longer. */
    private static boolean isLate(ConnectionStatus shown, Instant now) {
        return !shown.current() && Duration.between(shown.since(), now).compareTo(PATIENCE) >= 0;
    }

    private static String connecting(ConnectionStatus shown, Instant now) {
        if (shown.nextTry() == null || !shown.nextTry().isAfter(now)) {
            return Messages.Line_connecting;
        }
        long seconds = 1 + Duration.between(now, shown.nextTry()).toSeconds();
        return NLS.bind(Messages.Line_retryIn, Long.valueOf(seconds));
    }

    private static String detail(ConnectionStatus shown) {
        StringBuilder words = new StringBuilder(shown.reason());
        if (!shown.lastError().isEmpty() && !shown.lastError().equals(shown.reason())) {
            words.append(words.isEmpty() ? "" : "\n").append(NLS.bind(Messages.Line_lastError, shown.lastError()));
        }
        if (!shown.lastClose().isEmpty()) {
            words.append(words.isEmpty() ? "" : "\n").append(NLS.bind(Messages.Line_lastClose, shown.lastClose()));
        }
        return words.toString();
    }
}
