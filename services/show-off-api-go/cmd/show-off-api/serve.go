package main

import (
	"context"
	"errors"
	"net"
	"net/http"
	"os"
	"strconv"

	"github.com/show-off/show-off/services/show-off-api-go/internal/access"
	"github.com/show-off/show-off/services/show-off-api-go/internal/contract"
	"github.com/show-off/show-off/services/show-off-api-go/internal/outbox"
	"github.com/show-off/show-off/services/show-off-api-go/internal/problem"
	"github.com/show-off/show-off/services/show-off-api-go/internal/read"
	"github.com/show-off/show-off/services/show-off-api-go/internal/routes"
	"github.com/show-off/show-off/services/show-off-api-go/internal/settings"
	"github.com/show-off/show-off/services/show-off-api-go/internal/telemetry"
	"github.com/show-off/show-off/services/show-off-api-go/internal/upstream"
	"github.com/show-off/show-off/services/show-off-api-go/internal/web"
)

const name = "show-off-api"

// What the absence of image-api means to a client.
var (
	imagesAway = problem.New(http.StatusServiceUnavailable, "History not available",
		"The pictures kept can't be looked at now; reading goes on and nothing is lost.")
	jobsAway = problem.New(http.StatusServiceUnavailable, "Jobs not available",
		"Jobs can't be taken or looked at now; with an Idempotency-Key one can be sent again safely.")
	goldAway = problem.New(http.StatusServiceUnavailable, "Gold not available",
		"Lines that were kept, their sets and measures can't be looked at now; nothing is lost.")
)

// Door is what stands before the service, which may be a part of more.
type Door func(service http.Handler) http.Handler

// serve wires the service, and serves until the context ends.
func serve(ctx context.Context, told settings.Settings, door Door) (err error) {
	log := telemetry.NewLogger(os.Stdout, name, told.LogLevel)
	log.InfoContext(ctx, "start", "logger", name, "settings", told.Told())
	traces, err := telemetry.NewTraces(ctx, name, contract.Version(), log)
	if err != nil {
		return err
	}
	defer traces.Close()
	measured := telemetry.Telemetry{Traces: traces, Metrics: telemetry.NewMetrics()}
	store, err := outbox.Open(ctx, told.Outbox, told.OutboxLimits)
	if err != nil {
		return err
	}
	defer func() { err = errors.Join(err, store.Close()) }()
	measured.Register(outbox.NewCollector(store))
	stopPushing, err := measured.Push(ctx, name, contract.Version(), log)
	if err != nil {
		return err
	}
	defer stopPushing()
	with, err := services(told, measured, store)
	if err != nil {
		return err
	}
	guard := access.Guard{
		Keys:    access.NewKeyRing(told.Keys),
		Origins: access.Origins{Allowed: told.AllowedOrigins},
	}
	guard.WarnIfOpen(ctx, log, told.Host)
	service := web.NewService(guard, told.KnownHosts(), measured, log, told.Threads)
	if err := routes.Install(service, with); err != nil {
		return err
	}
	sender, err := newSender(told, traces)
	if err != nil {
		return err
	}
	relay := outbox.StartRelay(ctx, store, sender, log)
	defer relay.Stop(told.Drain)
	address := net.JoinHostPort(told.Host, strconv.Itoa(told.Port))
	return service.Serve(ctx, door(service), address, told.Settle, told.Grace)
}

// newSender returns where what is to be kept is handed over.
func newSender(told settings.Settings, traces *telemetry.Traces) (outbox.Sender, error) {
	if told.AMQPURL != "" {
		return outbox.NewBroker(told.AMQPURL, traces), nil
	}
	return outbox.NewStorage(told.StorageURL, told.Connect, traces)
}

func services(
	told settings.Settings, measured telemetry.Telemetry, store *outbox.Store,
) (routes.Services, error) {
	connections := told.Slots + told.Waiting
	detection, err := upstream.NewDetection(told.DetectionURL, connections, told.Connect, measured.Traces)
	if err != nil {
		return routes.Services{}, err
	}
	recognition, err := upstream.NewRecognition(told.RecognitionURL, connections, told.Connect,
		measured.Traces)
	if err != nil {
		return routes.Services{}, err
	}
	images, err := upstream.NewImageAPI(told.StorageURL, told.Connect, measured.Traces, imagesAway)
	if err != nil {
		return routes.Services{}, err
	}
	jobs, err := upstream.NewImageAPI(told.StorageURL, told.Connect, measured.Traces, jobsAway)
	if err != nil {
		return routes.Services{}, err
	}
	gold, err := upstream.NewImageAPI(told.StorageURL, told.Connect, measured.Traces, goldAway)
	if err != nil {
		return routes.Services{}, err
	}
	keeper := outbox.Keeper{Store: store, Telemetry: measured}
	return routes.Services{
		Read: routes.Reading{
			Reader: read.Reader{
				Detection: detection, Recognition: recognition,
				Admission: read.NewAdmission(told.Slots, told.Waiting, told.Wait),
			},
			Keeper: keeper, Images: images, Within: told.Read, Most: told.MaxRequestBytes,
		},
		Keeper: keeper,
		Images: images,
		Jobs:   jobs,
		Gold:   gold,

		KeepsGold: told.Gold,
		Ready: upstream.NewReadiness(
			upstream.Dependency{Name: "detection-api", Look: detection.Ready},
			upstream.Dependency{Name: "recognition-api", Look: recognition.Ready},
		),
	}, nil
}
