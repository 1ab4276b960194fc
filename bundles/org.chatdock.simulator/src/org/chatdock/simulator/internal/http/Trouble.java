// SPDX-License-Identifier: EPL-2.0
// Copyright (c) 2026 the Chatdock authors
package org.chatdock.simulator.internal.http;

import java.time.Duration;
import java.util.Objects;
import java.util.Optional;

import org.chatdock.simulator.Faults;
import org.chatdock.simulator.internal.delivery.DeliveryDesk;
import org.chatdock.simulator.internal.delivery.Outlet;

/** The faults that are switched on. Any thread: every field stands for itself and is volatile. */
public final class Trouble implements Faults {

    /** What a send call is answered with instead of being taken. */
    record SendFailure(int status, String errMsg) {
    }

    private final DeliveryDesk desk;
    private volatile boolean refusing;
    private volatile boolean silent;
    private volatile SendFailure sendFailure;
    private volatile Duration sendDelay = Duration.ZERO;

    /** No fault at first. */
    public Trouble(DeliveryDesk desk) {
        this.desk = desk;
    }

    boolean isRefusing() {
        return refusing;
    }

    boolean isSilent() {
        return silent;
    }

    Optional<SendFailure> sendFailure() {
        return Optional.ofNullable(sendFailure);
    }

    Duration sendDelay() {
        return sendDelay;
    }

    @Override
    public void cutSockets() {
        desk.outlets().forEach(Outlet::cut);
    }

    @Override
    public void closeSockets(int code, String reason) {
        desk.outlets().forEach(outlet -> outlet.close(code, reason));
    }

    @Override
    public void refuseSockets() {
        refusing = true;
    }

    @Override
    public void acceptSockets() {
        refusing = false;
    }

    @Override
    public void fallSilent() {
        silent = true;
    }

    @Override
    public void speakAgain() {
        silent = false;
        desk.outlets().forEach(Outlet::drain);
    }

    @Override
    public void failSends(int status, String errMsg) {
        if (status < 400 || status > 599) {
            throw new IllegalArgumentException("an error's status is 400 to 599, not " + status);
        }
        sendFailure = new SendFailure(status, errMsg);
    }

    @Override
    public void acceptSends() {
        sendFailure = null;
    }

    @Override
    public void delaySends(Duration delay) {
        if (Objects.requireNonNull(delay, "delay").isNegative()) {
            throw new IllegalArgumentException("a delay cannot be negative");
        }
        sendDelay = delay;
    }
}
