// SPDX-License-Identifier: EPL-2.0
// Copyright (c) 2026 the Chatdock authors
package org.chatdock.simulator;

import java.time.Duration;

/** Trouble on request. All methods: any thread, effective when they return, to be called in any order and repeated. */
public interface Faults {

    /** Cuts all open sockets without a closing handshake: the client sees its connection break. */
    void cutSockets();

    /**
     * Closes all open sockets with a handshake.
     *
     * @param code a close code that may be sent, such as 1001 or 1012
     * @param reason at most 123 bytes, may be empty
     */
    void closeSockets(int code, String reason);

    /** Answers 503 to whoever wants a socket; open ones stay. */
    void refuseSockets();

    /**
     * Answers whoever wants a socket with a status; open ones stay.
     *
     * @param status 400 to 599
     * @param retryAfter what {@code Retry-After} says, rounded up to seconds; zero for no such header
     */
    void refuseSockets(int status, Duration retryAfter);

    /** Opens sockets again. */
    void acceptSockets();

    /**
     * Writes no frames any more, not even answers to pings; what comes in is still read and counted. Messages wait,
     * text pings that come in remain unanswered for good.
     */
    void fallSilent();

    /** Ends the silence and writes what has waited. */
    void speakAgain();

    /**
     * Refuses all sends from now on.
     *
     * @param status 400 to 599
     * @param errMsg the {@code ErrMsg}; null for an answer without a body
     */
    void failSends(int status, String errMsg);

    /**
     * Refuses all sends from now on.
     *
     * @param status 400 to 599
     * @param errMsg the {@code ErrMsg}; null for an answer without a body
     * @param retryAfter what {@code Retry-After} says, rounded up to seconds; zero for no such header
     */
    void failSends(int status, String errMsg, Duration retryAfter);

    /**
     * Says what becomes of the next sends, behind what was said before. Each send that comes with the right
     * credentials uses up one, in the order in which they arrive; then {@link #failSends} counts again.
     *
     * @param sends how many, at least one
     */
    void nextSends(int sends, SendFault fault);

    /** Takes sends again, the next ones included. */
    void acceptSends();

    /**
     * Answers sends later, refused ones too. They count and are recorded on arrival.
     *
     * @param delay zero for at once
     */
    void delaySends(Duration delay);

    /**
     * Refuses all history calls from now on.
     *
     * @param status 400 to 599
     */
    void failHistory(int status);

    /** Gives the history again. */
    void giveHistory();

    /**
     * Answers history calls later, refused ones too, with what there was on their arrival. They count on arrival.
     *
     * @param delay zero for at once
     */
    void delayHistory(Duration delay);

    /**
     * Refuses all uploads from now on.
     *
     * @param status 400 to 599
     * @param errMsg the {@code ErrMsg}; null for an answer without a body
     */
    void failUploads(int status, String errMsg);

    /** Takes uploads again. */
    void acceptUploads();

    /**
     * Answers uploads later, refused ones too. They are taken and count on arrival.
     *
     * @param delay zero for at once
     */
    void delayUploads(Duration delay);
}
