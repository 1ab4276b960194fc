// SPDX-License-Identifier: EPL-2.0
// Copyright (c) 2026 the Chatdock authors
package org.chatdock.ui.internal.sound;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertNotSame;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.BufferedInputStream;
import java.io.IOException;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.Semaphore;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicReference;

import javax.sound.sampled.AudioFormat;
import javax.sound.sampled.AudioInputStream;
import javax.sound.sampled.AudioSystem;
import javax.sound.sampled.UnsupportedAudioFileException;

import org.chatdock.testkit.RecordingLogger;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.osgi.service.log.LogLevel;

class NewMessageSoundTest {
    private final RecordingLogger log = new RecordingLogger();
    private final Semaphore begun = new Semaphore(0);
    private final Semaphore mayEnd = new Semaphore(0);
    private final AtomicReference<Thread> thread = new AtomicReference<>();

    @AfterEach
    void noErrors() {
        log.assertNoErrors();
    }

    private void playUntilToldToStop() throws InterruptedException {
        thread.set(Thread.currentThread());
        begun.release();
        mayEnd.acquire();
    }

    private void awaitBegin() throws InterruptedException {
        assertTrue(begun.tryAcquire(30, TimeUnit.SECONDS), "The sound has not begun.");
    }

    @Test
    void nextBurstIsHeardAgain() throws Exception {
        try (NewMessageSound sound = new NewMessageSound(log.logger(), () -> this::playUntilToldToStop)) {
            sound.play();
            awaitBegin();
            mayEnd.release();
            boolean again = false;
            // More than once, because the first may not quite have ended yet.
            for (int i = 0; i < 10_000 && !again; i++) {
                sound.play();
                again = begun.tryAcquire(3, TimeUnit.MILLISECONDS);
            }
            assertTrue(again, "The second sound has not begun.");
        }
    }

    @Test
    void whatComesWhilePlayingAddsNothing() throws Exception {
        CountDownLatch ended = new CountDownLatch(1);
        try (NewMessageSound sound = new NewMessageSound(log.logger(), () -> () -> {
            playUntilToldToStop();
            ended.countDown();
        })) {
            sound.play();
            awaitBegin();
            for (int i = 0; i < 100; i++) {
                sound.play();
            }
            mayEnd.release();
            assertTrue(ended.await(30, TimeUnit.SECONDS));
            assertEquals(false, begun.tryAcquire(200, TimeUnit.MILLISECONDS));
        }
    }

    @Test
    void playsOnADaemonThreadOfItsOwnThatEnds() throws Exception {
        NewMessageSound sound = new NewMessageSound(log.logger(), () -> this::playUntilToldToStop);
        sound.play();
        awaitBegin();
        assertNotSame(Thread.currentThread(), thread.get());
        assertEquals("chatdock-sound", thread.get().getName());
        assertTrue(thread.get().isDaemon());
        sound.close();
        thread.get().join(30_000);
        assertEquals(false, thread.get().isAlive());
        sound.play();
        assertEquals(0, begun.availablePermits());
    }

    @Test
    void machineWithoutSoundIsSilentAndSaysSoOnce() throws Exception {
        Semaphore tried = new Semaphore(0);
        try (NewMessageSound sound = new NewMessageSound(log.logger(), () -> {
            tried.release();
            throw new NoClassDefFoundError("javax/sound/sampled/AudioSystem");
        })) {
            for (int i = 0; i < 5; i++) {
                do {
                    sound.play();
                } while (!tried.tryAcquire(1, TimeUnit.MILLISECONDS));
            }
        }
        assertEquals(1, log.texts(LogLevel.INFO).size());
        assertEquals(1, log.entries().size());
    }

    @Test
    void realPlayerNeverThrowsOutwards() throws Exception {
        AtomicReference<Exception> surprise = new AtomicReference<>();
        CountDownLatch done = new CountDownLatch(1);
        try (NewMessageSound sound = new NewMessageSound(log.logger(), () -> () -> {
            try {
                new ClipPlayer().play();
            } catch (IOException | UnsupportedAudioFileException e) {
                surprise.set(e);
            } finally {
                done.countDown();
            }
        })) {
            sound.play();
            assertTrue(done.await(30, TimeUnit.SECONDS));
        }
        assertEquals(null, surprise.get(), "The chime itself is there and can be read.");
    }

    @Test
    void chimeIsShortAndSmall() throws Exception {
        try (BufferedInputStream file = new BufferedInputStream(
                ClipPlayer.class.getResourceAsStream(ClipPlayer.RESOURCE));
                AudioInputStream audio = AudioSystem.getAudioInputStream(file)) {
            AudioFormat format = audio.getFormat();
            assertEquals(1, format.getChannels());
            assertEquals(16, format.getSampleSizeInBits());
            float seconds = audio.getFrameLength() / format.getFrameRate();
            assertTrue(seconds > 0.3 && seconds < 0.6, seconds + " s");
            byte[] samples = audio.readAllBytes();
            assertTrue(samples.length < 25_000);
            int loudest = 0;
            for (int i = 1; i < samples.length; i += 2) {
                loudest = Math.max(loudest, Math.abs(samples[i]));
            }
            assertTrue(loudest > 20 && loudest < 110, "Heard, but gentle: " + loudest);
        }
    }
}
