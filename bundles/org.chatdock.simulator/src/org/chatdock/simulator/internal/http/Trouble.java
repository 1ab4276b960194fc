// SPDX-License-Identifier: EPL-2.0
// Copyright (c) 2026 the Chatdock authors
package org.chatdock.simulator.internal.http;

import java.time.Duration;
import java.util.Collections;
import java.util.Objects;
import java.util.Optional;
import java.util.OptionalInt;
import java.util.Queue;
import java.util.concurrent.ConcurrentLinkedQueue;

import org.chatdock.simulator.Faults;
import org.chatdock.simulator.SendFault;
import org.chatdock.simulator.internal.delivery.DeliveryDesk;
import org.chatdock.simulator.internal.delivery.Outlet;

/** The faults that are switched on. Any thread: every field stands for itself, and is volatile or a queue. */
public final class Trouble implements Faults {

    /** What an upload is answered with instead of being taken. */
    record UploadFailure(int status, String errMsg) {
    }

    /** What whoever wants a socket gets instead; {@code retryAfter} is zero if nothing is said about it. */
    record Refusal(int status, Duration retryAfter) {
    }

    private final DeliveryDesk desk;
    /** Null while sockets are accepted. */
    private volatile Refusal refusal;
    private volatile boolean silent;
    /** Null while sends are taken. */
    private volatile SendFault sendFailure;
    private final Queue<SendFault> nextSends = new ConcurrentLinkedQueue<>();
    private volatile Duration sendDelay = Duration.ZERO;
    /** 0 while the history is given. */
    private volatile int historyFailure;
    private volatile Duration historyDelay = Duration.ZERO;
    /** Null while uploads are taken. */
    private volatile UploadFailure uploadFailure;
    private volatile Duration uploadDelay = Duration.ZERO;

    /** No fault at first. */
    public Trouble(DeliveryDesk desk) {
        this.desk = desk;
    }

    Optional<Refusal> refusal() {
        return Optional.ofNullable(refusal);
    }

    boolean isSilent() {
        return silent;
    }

    /** What becomes of the send that has come now; empty if nothing is wrong. Uses it up. */
    Optional<SendFault> nextSend() {
        SendFault next = nextSends.poll();
        return Optional.ofNullable(next == null ? sendFailure : next);
    }

    Duration sendDelay() {
        return sendDelay;
    }

    /** The status that history calls are refused with. */
    OptionalInt historyFailure() {
        int status = historyFailure;
        return status == 0 ? OptionalInt.empty() : OptionalInt.of(status);
    }

    Duration historyDelay() {
        return historyDelay;
    }

    Optional<UploadFailure> uploadFailure() {
        return Optional.ofNullable(uploadFailure);
    }

    Duration uploadDelay() {
        return uploadDelay;
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
        refusal = new Refusal(503, Duration.ZERO);
    }

    @Override
    public void refuseSockets(int status, Duration retryAfter) {
        refusal = new Refusal(error(status), notNegative(retryAfter));
    }

    @Override
    public void acceptSockets() {
        refusal = null;
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
        failSends(status, errMsg, Duration.ZERO);
    }

    @Override
    public void failSends(int status, String errMsg, Duration retryAfter) {
        sendFailure = new SendFault.Refuse(status, errMsg, retryAfter);
    }

    @Override
    public void nextSends(int sends, SendFault fault) {
        if (sends < 1) {
            throw new IllegalArgumentException("a fault is for at least one send, not " + sends);
        }
        nextSends.addAll(Collections.nCopies(sends, Objects.requireNonNull(fault, "fault")));
    }

    @Override
    public void acceptSends() {
        sendFailure = null;
        nextSends.clear();
    }

    @Override
    public void delaySends(Duration delay) {
        sendDelay = notNegative(delay);
    }

    @Override
    public void failHistory(int status) {
        historyFailure = error(status);
    }

    @Override
    public void giveHistory() {
        historyFailure = 0;
    }

    @Override
    public void delayHistory(Duration delay) {
        historyDelay = notNegative(delay);
    }

    @Override
    public void failUploads(int status, String errMsg) {
        uploadFailure = new UploadFailure(error(status), errMsg);
    }

    @Override
    public void acceptUploads() {
        uploadFailure = null;
    }

    @Override
    public void delayUploads(Duration delay) {
        uploadDelay = notNegative(delay);
    }

    private static int error(int status) {
        if (status < 400 || status > 599) {
            throw new IllegalArgumentException("an error's status is 400 to 599, not " + status);
        }
        return status;
    }

    private static Duration notNegative(Duration delay) {
        if (Objects.requireNonNull(delay, "delay").isNegative()) {
            throw new IllegalArgumentException("a delay cannot be negative");
        }
        return delay;
    }
}
